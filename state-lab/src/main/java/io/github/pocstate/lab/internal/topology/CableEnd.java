package io.github.pocstate.lab.internal.topology;

/** One of the two ends of a cable. */
public enum CableEnd {
    A(0),
    B(1);

    /** How many a cable has. */
    public static final int PER_CABLE = values().length;

    private final int place;

    CableEnd(int place) {
        this.place = place;
    }

    /** 0 for A, 1 for B. */
    public int place() {
        return place;
    }

    public CableEnd other() {
        return this == A ? B : A;
    }
}
