package io.github.pocstate.examples.embedding;

import io.github.pocstate.Phase;
import io.github.pocstate.PocSession;
import io.github.pocstate.RestoreOptions;
import io.github.pocstate.RestoreReport;
import io.github.pocstate.config.PocConfig;
import io.github.pocstate.config.Secret;
import io.github.pocstate.config.Setting;
import io.github.pocstate.plan.Plan;
import io.github.pocstate.verify.Verification;
import java.net.URI;

/** The verbs of a session, on the first ten servers. */
public final class SessionTour {

    private SessionTour() {}

    /**
     * Plans, restores and verifies.
     *
     * @param args none
     */
    public static void main(String[] args) {
        // tag::session[]
        RestoreOptions tenServers = RestoreOptions.builder().limit(10).build();

        try (PocSession lab = PocSession.open(PocConfig.load())) {
            Plan plan = lab.plan(Phase.TWO, tenServers); // reads only
            System.out.println(plan.size() + " objects to write");

            RestoreReport report = lab.restore(Phase.TWO, tenServers); // writes what is missing, reads it back
            System.out.println(report.changed() + " in " + report.duration().toMillis() + " ms");
            report.failures().forEach(failure -> System.out.println(failure.server() + " " + failure.reason()));

            Verification proof = lab.verify(Phase.TWO, tenServers); // reads only
            System.out.println(proof.passed() + ", checked " + proof.checked());
        }
        // end::session[]
    }

    /**
     * Settings from code instead of the environment.
     *
     * @param token API token
     * @return the settings
     */
    public static PocConfig settings(String token) {
        // tag::settings[]
        PocConfig config = PocConfig.builder()
                .netBox(URI.create("http://127.0.0.1:8000"), Secret.of(token))
                .redis("127.0.0.1", 6379)
                .set(Setting.POC_STATE_SERVER_ROLE, "compute")
                .build();
        // end::settings[]
        return config;
    }
}
