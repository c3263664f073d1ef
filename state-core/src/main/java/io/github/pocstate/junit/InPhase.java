package io.github.pocstate.junit;

import io.github.pocstate.ForeignChanges;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Brings the lab into a phase before each test, and keeps everybody else from writing to it until the test is over.
 *
 * <pre>{@code
 * @InPhase(2)
 * class CableReportTest {
 *     @Test
 *     void namesEveryInvertedCable(PocSession lab) { … }
 *
 *     @Test
 *     @InPhase(0)
 *     void isEmptyOnACleanSlate() { … }
 *
 *     @Test
 *     @InPhase(phase = "BURN_IN")
 *     void waitsForBurnIn(RestoreReport reset) { … }
 * }
 * }</pre>
 *
 * <p>The phase is a number, as on the command line, or the name of any phase; an annotation's value can be of one type only.
 * The annotation of a method counts instead of the one of its class; a class takes it from its superclass, a
 * {@code @Nested} class from the class around it. It works on annotations of your own, too. The lab is the one of the
 * environment, or the one that {@link OnLab} names.
 *
 * <p>Parameters of tests and of lifecycle methods, while the lab is held: {@link io.github.pocstate.PocSession}, which is the
 * one that may write; {@link io.github.pocstate.RestoreReport} of the last reset; {@link
 * io.github.pocstate.config.PocConfig}, the settings of the lab for the program under test; and any client that the
 * adapter offers, see {@link io.github.pocstate.PocSession#client}. Each reset is a report entry of the test: {@code pocstate.phase}, {@code
 * pocstate.route}, {@code pocstate.requests}, and in milliseconds {@code pocstate.wait-ms} for the lab, {@code
 * pocstate.restore-ms} and {@code pocstate.extension-ms} for everything else that was done here.
 *
 * <p>Test classes that run in parallel, in other forks or on other machines wait for each other, {@code pocstate.patience}
 * seconds at most (a JUnit configuration parameter, 600 without it); whoever waits is told who holds the lab, and for which
 * test. If no lab is configured, tests fail; to skip them where there is none, add {@code @EnabledIfEnvironmentVariable(named
 * = "NETBOX_URL", matches = ".+")}.
 *
 * @since 0.1
 */
@Documented
@Inherited
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(PocStateExtension.class)
@SuppressWarnings("exports") // whoever uses it has JUnit
public @interface InPhase {

    /** What {@link #value} is when {@link #phase} says it. */
    int UNSET = -1;

    /**
     * The phase by its number.
     *
     * @return 0 or greater
     */
    int value() default UNSET;

    /**
     * The phase by its name, in any case.
     *
     * @return such as {@code BURN_IN}
     */
    String phase() default "";

    /**
     * When the lab is brought into the phase.
     *
     * @return before each test, before the class or never
     */
    Reset reset() default Reset.EACH;

    /**
     * What becomes of changes that no phase makes. Kept, they make every reset go over the API, and the next test sees them;
     * discarding them is right for a lab that is there for tests only.
     *
     * @return keep or discard
     */
    ForeignChanges foreign() default ForeignChanges.KEEP;

    /**
     * Only the first servers in natural name order.
     *
     * @return how many, 0 for all
     */
    int limit() default 0;

    /**
     * Only the servers of one site.
     *
     * @return the site's slug, empty for all
     */
    String site() default "";

    /**
     * Keeps what a failed test leaves behind as a snapshot named after the test; its id is the report entry {@code
     * pocstate.kept-snapshot}. The JUnit configuration parameter {@code pocstate.keep-failed=true} turns it on for all.
     *
     * @return true to keep it
     */
    boolean keepFailed() default false;
}
