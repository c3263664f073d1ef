package io.github.pocstate.snapshot.postgres.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.PocStateException;
import io.github.pocstate.SnapshotException;
import io.github.pocstate.UnreachableException;
import io.github.pocstate.snapshot.postgres.model.LockTimeoutException;
import io.github.pocstate.snapshot.postgres.model.PostgresAddress;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
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

    @Test
    void whatThePoolHidesIsTold() {
        SQLException refused = new SQLException("FATAL: password authentication failed for user \"netbox\"", "28P01");

        assertThat(failure(new SQLTransientConnectionException("Connection is not available", null, 0, refused)))
                .isExactlyInstanceOf(UnreachableException.class)
                .hasMessageContaining("password authentication failed for user \"netbox\"");
    }

    @Test
    void aRefusalByTheFileOfHostsIsToldInTheServersWords() {
        String said = "FATAL: no pg_hba.conf entry for host \"10.0.0.1\", user \"netbox\", database \"netbox.s.one\"";

        assertThat(failure("28000", said)).hasMessageContaining(said).hasMessageContaining("host all ROLE");
    }

    private static PocStateException failure(String state, String message) {
        return failure(new SQLException(message, state));
    }

    private static PocStateException failure(SQLException error) {
        return Failures.of("save the database", PostgresAddress.parse("jdbc:postgresql://db.lab:5432/netbox"), error);
    }
}
