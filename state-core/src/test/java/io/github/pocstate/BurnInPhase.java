package io.github.pocstate;

/** A phase as a user would add it: this class and one line in {@code META-INF/services}. */
public final class BurnInPhase implements Phase {

    @Override
    public String name() {
        return "BURN_IN";
    }

    @Override
    public int number() {
        return 7;
    }

    @Override
    public String title() {
        return "burn-in running";
    }
}
