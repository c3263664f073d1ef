package io.github.pocstate.snapshot.lab;

import io.github.pocstate.config.HostGuard;
import io.github.pocstate.config.HostGuard.Access;
import io.github.pocstate.snapshot.postgres.model.PostgresAddress;

/**
 * What the connections to the database may be used for, decided before the first one is made.
 *
 * @param guard of its host
 * @param access what its name resolved to
 * @param ownSockets whether the address says who makes the sockets, so that nobody can tell where they lead
 */
record DatabaseAccess(HostGuard guard, Access access, boolean ownSockets) {

    static DatabaseAccess decide(HostGuard guard, PostgresAddress address) {
        return new DatabaseAccess(guard, guard.access(), address.hasOwnSockets());
    }

    boolean onLoopbackOnly() {
        return access == Access.LOOPBACK && !ownSockets;
    }

    /** The address to connect to, which leads nowhere else. */
    PostgresAddress bounded(PostgresAddress address) {
        return onLoopbackOnly() ? address.onLoopbackOnly() : address;
    }

    /** Refuses to write, and to open snapshots, which writes to the server's catalog. */
    void requireWritable() {
        if (access == Access.LOOPBACK && ownSockets) {
            throw guard.refused("its address names a socketFactory, which may lead anywhere");
        }
        guard.requireWritable(access);
    }
}
