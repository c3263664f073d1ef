package org.example.lab;

import io.github.pocstate.ForeignChanges;
import io.github.pocstate.junit.InPhase;
import io.github.pocstate.junit.OnLab;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Each test starts in phase TWO of the small lab, whatever the one before did. */
// tag::composed[]
@OnLab(SmallLab.class)
@InPhase(value = 2, foreign = ForeignChanges.DISCARD)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface Cabled {}
// end::composed[]
