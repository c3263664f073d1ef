package io.github.pocstate.spi;

import java.util.List;

/**
 * What an application wants to know of the database under it. It asks in names of tables and columns, never in SQL.
 *
 * <p>Implementations are thread-safe and write nothing.
 *
 * @since 0.1
 */
public interface DatabaseQuestions extends AutoCloseable {

    /**
     * The application, as in {@code NetBox}.
     *
     * @return its name
     */
    String application();

    /**
     * Looks at rows.
     *
     * @param tables the live database
     * @param findings takes what it finds
     */
    void read(Tables tables, Findings findings);

    /**
     * Sends some requests, several at the same time, that the application cannot answer without its database, and waits for the
     * answers.
     *
     * @throws io.github.pocstate.PocStateException if it gives none
     */
    void use();

    /**
     * Tells from what its sessions did meanwhile whether it would notice that a session was ended.
     *
     * @param sessions the sessions that did something
     * @param findings takes the finding
     */
    void judge(List<SessionTrace> sessions, Findings findings);

    @Override
    void close();
}
