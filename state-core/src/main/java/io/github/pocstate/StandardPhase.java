package io.github.pocstate;

/** The three phases every lab knows. */
enum StandardPhase implements Phase {
    ZERO(0, "clean slate"),
    ONE(1, "BMC discovery complete"),
    TWO(2, "cable validation complete");

    private final int number;
    private final String title;

    StandardPhase(int number, String title) {
        this.number = number;
        this.title = title;
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public String title() {
        return title;
    }
}
