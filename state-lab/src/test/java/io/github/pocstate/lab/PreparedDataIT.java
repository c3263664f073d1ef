package io.github.pocstate.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.lab.internal.database.LabDatabase;
import io.github.pocstate.lab.internal.service.Durability;
import io.github.pocstate.lab.internal.service.PortClaim;
import io.github.pocstate.lab.internal.service.PostgresService;
import io.github.pocstate.lab.internal.topology.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What labs are copied from. */
@Timeout(300)
class PreparedDataIT {

    @TempDir
    Path parent;

    @Test
    void isMadeOnceAndGetsOverAProcessThatWasKilled() throws Exception {
        Path programs = Files.createDirectories(parent.resolve("programs"));
        Path log = parent.resolve("log").resolve("postgresql.log");
        PreparedData prepared = PreparedData.beside(programs);
        Path unfinished =
                programs.resolve("data-" + PostgresService.version() + "-" + LabDatabase.version() + ".unfinished");
        Files.writeString(Files.createDirectories(unfinished).resolve("postgresql.conf"), "half of it");
        try (PortClaim claim = PortClaim.anywhere(OptionalInt.empty())) {
            int port = claim.ports().postgres();

            prepared.copyTo(parent.resolve("one"), port, log);
            List<Path> made = data(programs);
            prepared.copyTo(parent.resolve("other"), port, log);

            assertThat(made).hasSize(1).isEqualTo(data(programs));
            assertThat(unfinished).doesNotExist();
            assertThat(parent.resolve("other")).isDirectoryContaining("glob:**/PG_VERSION");
            try (PostgresService postgres =
                    PostgresService.start(parent.resolve("one"), port, Durability.NONE, programs, log)) {
                LabDatabase.create(postgres.adminUrl(), Topology.of(1));
            }
        }
        assertThat(Processes.leftOver(parent)).isEmpty();
    }

    private static List<Path> data(Path programs) throws IOException {
        try (Stream<Path> all = Files.list(programs)) {
            return all.filter(path -> Files.isDirectory(path.resolve("base"))).toList();
        }
    }
}
