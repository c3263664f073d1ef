package io.github.pocstate.examples.phases;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Gives the tests of a class the one {@link BreakableLab}; each of them ends within three minutes. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(BreakableLab.Resolver.class)
@ResourceLock("breakable lab")
@Timeout(180)
@interface OnBreakableLab {}
