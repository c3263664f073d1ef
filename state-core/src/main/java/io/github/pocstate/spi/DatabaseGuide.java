package io.github.pocstate.spi;

import io.github.pocstate.Scope;
import io.github.pocstate.snapshot.ForeignChange;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * What an adapter knows of the database under its lab: which rows are whose, what of Redis goes with it, and what the
 * application must be told after its database was changed underneath it.
 *
 * <p>It says so in names of tables and columns, never in SQL. Implementations are thread-safe.
 *
 * @since 0.1
 */
public interface DatabaseGuide {

    /** What a table or column is to a snapshot. */
    enum Part {
        /** Put back; a difference that phases do not make is foreign. */
        STATE,
        /** Put back, never foreign: the application works it out or writes it by itself. */
        DERIVED,
        /** Left as the live database has it: sessions, tokens, jobs. */
        LIVE,
        /** A snapshot with other rows is of another version of the application. */
        IDENTITY
    }

    /**
     * The application and its version, such as {@code NetBox 4.7.3}; a snapshot of another one is refused.
     *
     * @return the application
     */
    String application();

    /**
     * What a table is.
     *
     * @param table its name
     * @return its part
     */
    Part part(String table);

    /**
     * What a column of a table is whose part is {@link Part#STATE} or {@link Part#DERIVED}.
     *
     * @param table its table
     * @param column its name; never of the primary key
     * @return STATE, DERIVED or LIVE
     */
    Part part(String table, String column);

    /**
     * The keys in Redis that are part of the lab's state.
     *
     * @return the keys of the live lab
     */
    KeyStore keys();

    /**
     * Reads from rows and keys what {@link Lab#observe} reads over the API.
     *
     * @param scope the servers to look at
     * @param tables the database
     * @param keys the keys in Redis
     * @return the reading, equal to the one over the API
     * @throws io.github.pocstate.PocStateException if the tables are not those of a version this adapter knows
     */
    Reading observe(Scope scope, Tables tables, List<KeptKey> keys);

    /**
     * Finds changes that no phase makes.
     *
     * @param live reading of the live database
     * @param kept reading of the snapshot
     * @param differences the rows that differ
     * @return the changes, by table; empty if phases account for all differences
     */
    List<ForeignChange> foreign(Reading live, Reading kept, Differences differences);

    /**
     * Makes the application forget what it keeps of its database outside of it.
     *
     * @param written which tables have rows that were written
     */
    void forget(Predicate<String> written);

    /**
     * Sends requests until no worker of the application holds a connection that was ended.
     *
     * @param sessions how many sessions were ended
     * @param allBack tells whether as many are there again; asking it costs a query
     * @return what that took
     * @throws io.github.pocstate.UnreachableException if the application does not answer rightly within its time limit
     */
    Reconnection reconnect(int sessions, BooleanSupplier allBack);

    /**
     * How an application came back.
     *
     * @param requests how many requests were sent
     * @param failed how many of them failed
     * @param duration how long it took
     * @since 0.1
     */
    record Reconnection(int requests, int failed, Duration duration) {}
}
