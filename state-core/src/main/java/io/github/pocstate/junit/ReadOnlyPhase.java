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
 * Brings the lab into a phase once for the class, whose tests only read it; afterwards it is checked that they did.
 *
 * <pre>{@code
 * @ReadOnlyPhase(2)
 * class InventoryReportTest {
 *     @Test
 *     void countsTheServers(PocSession lab) { … }
 * }
 * }</pre>
 *
 * <p>Nobody else writes to the lab until the class is over, so a class that fails this check has a test that changed the
 * lab. With a database in the settings every row that is no noise is compared, else what the phase is about. Methods of such
 * a class have no phase of their own. Everything else is as for {@link InPhase}.
 *
 * @since 0.1
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(PocStateExtension.class)
@SuppressWarnings("exports") // whoever uses it has JUnit
public @interface ReadOnlyPhase {

    /**
     * The phase by its number.
     *
     * @return 0 or greater
     */
    int value() default InPhase.UNSET;

    /**
     * The phase by its name, in any case.
     *
     * @return such as {@code BURN_IN}
     */
    String phase() default "";

    /**
     * What becomes of changes that no phase makes.
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
     * Keeps what a failed test leaves behind as a snapshot named after the test.
     *
     * @return true to keep it
     */
    boolean keepFailed() default false;
}
