package io.github.pocstate.spi;

import java.util.List;
import java.util.Optional;

/**
 * What an adapter looks at for {@link io.github.pocstate.PocState#doctor()}; implementations are found by
 * {@link java.util.ServiceLoader}.
 *
 * <p>Nothing of it writes: no lock, no key, no row. Implementations are thread-safe and have a public constructor without
 * parameters.
 *
 * @since 0.1
 */
public interface CheckupProvider {

    /**
     * Where its checkups stand among those of others.
     *
     * @return any number, lowest first
     */
    int order();

    /**
     * What it looks at.
     *
     * @param context the settings, and what is wrong with them
     * @return the checkups; they are made at the same time and shown in this order
     */
    List<Checkup> checkups(CheckupContext context);

    /**
     * What it wants to know of the database under its lab, asked by whoever may use SQL.
     *
     * @param context the settings, and what is wrong with them
     * @return the questions, to be closed by the caller; empty if there are none
     */
    default Optional<DatabaseQuestions> questions(CheckupContext context) {
        return Optional.empty();
    }
}
