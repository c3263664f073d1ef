package io.github.pocstate.examples.phases;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.PocStateException;
import io.github.pocstate.Problem;
import io.github.pocstate.lab.internal.database.LabDatabase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What may come of a call during a fault: success, or an error of ours. */
final class Outcomes {

    private static final Logger log = LoggerFactory.getLogger(Outcomes.class);

    private Outcomes() {}

    /** Nothing was thrown, or an error that says what, where and what to do, and no secret. */
    static void told(@Nullable Throwable thrown) {
        told("", thrown);
    }

    /** The same, with a description of what was tried. */
    static void told(String tried, @Nullable Throwable thrown) {
        log.debug("{} {}", tried, thrown == null ? "arrived" : thrown.toString());
        if (thrown != null) {
            assertThat(thrown).as(tried).isInstanceOf(PocStateException.class);
            Problem problem = ((PocStateException) thrown).problem();
            assertThat(problem.what()).isNotBlank();
            assertThat(problem.where()).isNotBlank();
            assertThat(problem.remedy()).isNotBlank();
            assertThat(thrown.getMessage())
                    .doesNotContain(LabDatabase.TOKEN)
                    .doesNotContain(":" + LabDatabase.PASSWORD + "@");
        }
    }
}
