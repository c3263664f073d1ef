package io.github.pocstate.spi;

/**
 * A look at one thing that a lab is made of.
 *
 * @since 0.1
 */
public interface Checkup {

    /**
     * What it looks at.
     *
     * @return the title of its first section, such as {@code Redis at redis://127.0.0.1:6379}
     */
    String title();

    /**
     * Looks, and goes on as far as it can; writes nothing. What waits has a time limit. An error that gets out is shown as a
     * finding, too.
     *
     * @param sections takes what it finds
     */
    void examine(Sections sections);
}
