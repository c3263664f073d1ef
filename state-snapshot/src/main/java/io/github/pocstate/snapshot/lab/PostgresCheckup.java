package io.github.pocstate.snapshot.lab;

import io.github.pocstate.PocStateException;
import io.github.pocstate.config.DatabaseSettings;
import io.github.pocstate.config.PocConfig;
import io.github.pocstate.config.Setting;
import io.github.pocstate.doctor.Finding;
import io.github.pocstate.snapshot.postgres.PostgresCheck;
import io.github.pocstate.snapshot.postgres.model.PostgresSettings;
import io.github.pocstate.spi.Checkup;
import io.github.pocstate.spi.CheckupContext;
import io.github.pocstate.spi.DatabaseQuestions;
import io.github.pocstate.spi.Findings;
import io.github.pocstate.spi.Sections;
import java.time.Clock;
import java.util.Optional;

/** Looks at the lab's database and its snapshots, in sessions that cannot write. */
final class PostgresCheckup implements Checkup {

    private static final String DATABASE = "database";

    private final CheckupContext context;
    private final PocConfig config;
    private final Clock clock;

    PostgresCheckup(CheckupContext context, Clock clock) {
        this.context = context;
        this.config = context.config();
        this.clock = clock;
    }

    @Override
    public String title() {
        return obstacle().isPresent() || config.database().isEmpty()
                ? "PostgreSQL"
                : PostgresSnapshotProvider.address(config, config.database().get())
                        .toString();
    }

    private Optional<String> obstacle() {
        return context.obstacle(
                Setting.NETBOX_DB_URL, Setting.NETBOX_DB_USER, Setting.NETBOX_DB_PASSWORD, Setting.POC_STATE_CA_FILE);
    }

    @Override
    public void examine(Sections sections) {
        Findings findings = sections.section(title());
        Optional<String> obstacle = obstacle();
        if (obstacle.isPresent()) {
            findings.skipped(DATABASE, obstacle.get());
        } else if (config.database().isEmpty()) {
            findings.add(Finding.skipped(
                    DATABASE,
                    "none is set, so there are no snapshots: each restore writes over the API",
                    "to have them, set " + Setting.NETBOX_DB_URL + " (" + Setting.NETBOX_DB_URL.description() + ")"));
        } else {
            examine(config.database().get(), findings, sections);
        }
    }

    private void examine(DatabaseSettings database, Findings findings, Sections sections) {
        DatabaseAccess access = PostgresSnapshotProvider.access(config, database);
        PostgresSettings settings =
                PostgresSettings.of(access.bounded(PostgresSnapshotProvider.address(config, database)));
        try (PostgresCheck check = PostgresCheck.connect(settings, clock)) {
            check.server(findings);
            findings.check("may be written to", () -> {
                access.requireWritable();
                return "yes, " + database.address().getHost() + " is on loopback or an allowed host";
            });
            check.role(findings);
            check.room(findings, database.address().getHost(), database.readyClones());
            check.snapshots(findings);
            context.application().ifPresent(application -> ask(application, check, sections));
        } catch (PocStateException e) {
            findings.failed("reachable", e);
            findings.skipped("rights, room, snapshots", "PostgreSQL was not reached");
            context.application()
                    .ifPresent(application ->
                            sections.section(titleOf(application)).skipped(DATABASE, "PostgreSQL was not reached"));
        }
    }

    private static String titleOf(DatabaseQuestions application) {
        return application.application() + " on its database";
    }

    private static void ask(DatabaseQuestions application, PostgresCheck check, Sections sections) {
        Findings findings = sections.section(titleOf(application));
        check.tables(tables -> application.read(tables, findings), findings);
        check.sessions(application, findings);
    }
}
