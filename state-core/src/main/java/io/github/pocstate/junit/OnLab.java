package io.github.pocstate.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the lab of a test class, when it is not the one of the environment.
 *
 * <pre>{@code
 * @OnLab(SmallLab.class)
 * @InPhase(2)
 * @Retention(RetentionPolicy.RUNTIME)
 * @interface Cabled {}
 * }</pre>
 *
 * <p>All classes of a run that name the same source share one lab and one session. Found like {@link InPhase}: on the class, on
 * its superclass, on the class around it, on annotations of your own.
 *
 * @since 0.1
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface OnLab {

    /**
     * Where the lab comes from.
     *
     * @return a class with a constructor without parameters
     */
    Class<? extends LabSource> value();
}
