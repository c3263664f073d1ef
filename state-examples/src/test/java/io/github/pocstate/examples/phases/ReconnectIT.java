package io.github.pocstate.examples.phases;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.spi.DatabaseGuide.Reconnection;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** After NetBox's sessions were ended, requests are sent until nobody else gets an error for it. */
@OnLab
class ReconnectIT {

    private static final int OTHERS = 50;
    private static final String CHEAP = "dcim/sites/?limit=1";
    private static final String SESSIONS = " FROM pg_stat_activity WHERE datname = current_database()"
            + " AND pid <> pg_backend_pid() AND backend_type = 'client backend'";

    @Test
    void nobodyElseGetsAnErrorOnceAllSessionsAreBack(LabUnderTest lab) {
        try (LabDatabase database = new LabDatabase(lab)) {
            int ended = endSessions(lab);
            Reconnection reconnection = database.guide.reconnect(ended, () -> sessions(lab) >= ended);

            assertThat(reconnection.failed()).isBetween(1, ended);
            assertThat(reconnection.requests()).isGreaterThan(reconnection.failed());
            assertThat(lab.rest.statuses(CHEAP, OTHERS)).hasSize(OTHERS).containsOnly(200);
        }
    }

    @Test
    void nobodyElseGetsAnErrorWhenSomeSessionsNeverComeBack(LabUnderTest lab) {
        try (LabDatabase database = new LabDatabase(lab)) {
            int ended = endSessions(lab);
            Reconnection reconnection = database.guide.reconnect(ended + 2, () -> false);

            assertThat(reconnection.failed()).isBetween(1, ended);
            assertThat(lab.rest.statuses(CHEAP, OTHERS)).hasSize(OTHERS).containsOnly(200);
        }
    }

    /** Makes NetBox open its sessions, ends them and tells how many there were. */
    private static int endSessions(LabUnderTest lab) {
        assertThat(lab.rest.statuses(CHEAP, OTHERS)).containsOnly(200);
        int ended = lab.sql
                .rows("SELECT pg_terminate_backend(pid)" + SESSIONS, row -> row.getBoolean(1))
                .size();
        Instant deadline = Instant.now().plus(Duration.ofSeconds(60));
        while (sessions(lab) > 0) {
            assertThat(Instant.now()).isBefore(deadline);
            LabUnderTest.pause();
        }
        assertThat(ended).isPositive();
        return ended;
    }

    private static int sessions(LabUnderTest lab) {
        return (int) lab.sql.number("SELECT count(*)" + SESSIONS);
    }
}
