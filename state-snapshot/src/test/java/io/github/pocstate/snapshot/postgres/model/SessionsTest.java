package io.github.pocstate.snapshot.postgres.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.snapshot.postgres.model.Sessions.Client;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SessionsTest {

    private static final Client NETBOX = new Client("netbox", "");
    private static final Client PSQL = new Client("netbox", "psql");

    @Test
    void eachClientIsCounted() {
        Sessions sessions = Sessions.of(List.of(NETBOX, PSQL, NETBOX));

        assertThat(sessions.byClient()).isEqualTo(Map.of(NETBOX, 2, PSQL, 1));
        assertThat(sessions.count()).isEqualTo(3);
    }

    @Test
    void theApplicationIsBackWithAllItsSessions() {
        Sessions ended = Sessions.of(List.of(NETBOX, NETBOX));

        assertThat(ended.areBack(Sessions.of(List.of(NETBOX)))).isFalse();
        assertThat(ended.areBack(Sessions.of(List.of(NETBOX, NETBOX)))).isTrue();
        assertThat(ended.areBack(Sessions.of(List.of(NETBOX, NETBOX, NETBOX)))).isTrue();
    }

    @Test
    void somebodyOfWhomNoSessionIsBackIsNotWaitedFor() {
        Sessions ended = Sessions.of(List.of(NETBOX, NETBOX, PSQL));

        assertThat(ended.areBack(Sessions.of(List.of(NETBOX, NETBOX)))).isTrue();
        assertThat(ended.areBack(Sessions.of(List.of(NETBOX)))).isFalse();
    }

    @Test
    void sessionsOfOthersAreNotThoseThatWereEnded() {
        Sessions ended = Sessions.of(List.of(NETBOX, NETBOX));

        assertThat(ended.areBack(Sessions.of(List.of(NETBOX, PSQL)))).isFalse();
    }

    @Test
    void asLongAsNobodyIsBackNothingIsKnown() {
        assertThat(Sessions.of(List.of(NETBOX)).areBack(Sessions.NONE)).isFalse();
        assertThat(Sessions.of(List.of(NETBOX)).areBack(Sessions.of(List.of(PSQL))))
                .isFalse();
    }
}
