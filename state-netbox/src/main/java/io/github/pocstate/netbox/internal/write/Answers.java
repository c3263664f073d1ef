package io.github.pocstate.netbox.internal.write;

import io.github.pocstate.Problem;
import io.github.pocstate.RejectedException;

/** Compares what was sent with what was answered: NetBox before 4.7 leaves out unknown ids without a word. */
final class Answers {

    private Answers() {}

    static void requireAll(String kind, int sent, int answered) {
        if (sent != answered) {
            throw new RejectedException(new Problem(
                    "NetBox wrote " + answered + " of " + sent + " " + kind + " and said nothing of the others.",
                    "a bulk request for " + kind,
                    "check that the token's permissions cover all objects, and that nobody else deletes them"));
        }
    }
}
