package io.github.pocstate.examples.embedding;

import io.github.pocstate.Phase;
import io.github.pocstate.PocState;

/** Brings the lab that the environment names into phase TWO. */
public final class OneLine {

    private OneLine() {}

    /**
     * Restores.
     *
     * @param args none
     */
    public static void main(String[] args) {
        // tag::one-line[]
        PocState.restore(Phase.TWO);
        // end::one-line[]
    }
}
