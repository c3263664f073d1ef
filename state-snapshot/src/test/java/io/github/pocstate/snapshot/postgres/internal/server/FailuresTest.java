package io.github.pocstate.snapshot.postgres.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.PocStateException;
import io.github.pocstate.SnapshotException;
import io.github.pocstate.UnreachableException;
import io.github.pocstate.snapshot.postgres.model.LockTimeoutException;
import io.github.pocstate.snapshot.postgres.model.PostgresAddress;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class FailuresTest {

    @Test
    void aFullDiskIsToldWithWhatMakesRoom() {
        assertThat(failure("53100", "could not extend file \"base/1/2\": No space left on device"))
                .isExactlyInstanceOf(SnapshotException.class)
                .hasMessageContaining("PostgreSQL could not save the database: could not extend file")
                .hasMessageContaining("make room on the server's disk, prune snapshots");
    }

    @Test
    void aRoleThatMayNotIsToldWhatItNeeds() {
        assertThat(failure("42501", "permission denied to create database"))
                .isExactlyInstanceOf(SnapshotException.class)
                .hasMessageContaining("ALTER ROLE … CREATEDB");
    }

    @Test
    void aLockThatWasNotToBeHadIsAnExceptionOfItsOwn() {
        assertThat(failure("55P03", "canceling statement due to lock timeout"))
                .isExactlyInstanceOf(LockTimeoutException.class);
    }

    @Test
    void aServerThatIsGoneIsUnreachable() {
        assertThat(failure("08006", "connection refused")).isExactlyInstanceOf(UnreachableException.class);
    }

    private static PocStateException failure(String state, String message) {
        PostgresAddress address = PostgresAddress.parse("jdbc:postgresql://db.lab:5432/netbox");
        return Failures.of("save the database", address, new SQLException(message, state));
    }
}
