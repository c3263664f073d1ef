package io.github.pocstate.junit;

import io.github.pocstate.ConfigurationException;
import io.github.pocstate.ForeignChanges;
import io.github.pocstate.Phase;
import io.github.pocstate.Problem;
import io.github.pocstate.RestoreOptions;

/**
 * What a test wants of the lab.
 *
 * @param phase the phase
 * @param reset when it is brought into it
 * @param readOnly whether it is checked afterwards that nothing changed
 * @param options the choices of the restore
 * @param keepFailed whether the state of a failed test is kept
 */
record Fixture(Phase phase, Reset reset, boolean readOnly, RestoreOptions options, boolean keepFailed) {

    static Fixture of(InPhase wish, Object place) {
        return new Fixture(
                phase(wish.value(), wish.phase(), "@InPhase on " + place),
                wish.reset(),
                false,
                options(wish.foreign(), wish.limit(), wish.site()),
                wish.keepFailed());
    }

    static Fixture of(ReadOnlyPhase wish, Object place) {
        return new Fixture(
                phase(wish.value(), wish.phase(), "@ReadOnlyPhase on " + place),
                Reset.CLASS,
                true,
                options(wish.foreign(), wish.limit(), wish.site()),
                wish.keepFailed());
    }

    private static Phase phase(int number, String name, String where) {
        if ((number == InPhase.UNSET) == name.isEmpty()) {
            throw new ConfigurationException(new Problem(
                    "A phase is given by its number or by its name, by one of them.",
                    where,
                    "write (2), or (phase = \"TWO\")"));
        }
        return Phase.of(name.isEmpty() ? String.valueOf(number) : name);
    }

    static RestoreOptions options(ForeignChanges foreign, int limit, String site) {
        RestoreOptions.Builder options = RestoreOptions.builder().foreign(foreign);
        if (limit != 0) {
            options.limit(limit);
        }
        if (!site.isEmpty()) {
            options.site(site);
        }
        return options.build();
    }

    /** Whether tests of this fixture go on with what the lab was brought into for another one. */
    boolean goesOnWith(Fixture before) {
        return reset != Reset.EACH
                && reset == before.reset
                && phase.name().equals(before.phase.name())
                && options.equals(before.options);
    }
}
