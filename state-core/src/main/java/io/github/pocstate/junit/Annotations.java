package io.github.pocstate.junit;

import io.github.pocstate.ConfigurationException;
import io.github.pocstate.Problem;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** What the annotations of a test say: its own first, then those of its class, then those of the classes around it. */
final class Annotations {

    private Annotations() {}

    /**
     * What a test wants.
     *
     * @param context the test, or its class
     * @param otherwise what it wants if no annotation says so
     * @throws ConfigurationException if annotations contradict each other, or name a phase that is not there
     */
    static Optional<Fixture> fixture(ExtensionContext context, Optional<Fixture> otherwise) {
        Optional<ExtensionContext> parent = context.getParent();
        Optional<Fixture> around = parent.isPresent() ? fixture(parent.get(), otherwise) : otherwise;
        if (isAnotherLookAtItsParent(context)) {
            return around;
        }
        Optional<Fixture> own = context.getElement().flatMap(Annotations::fixtureOn);
        if (own.isPresent() && around.filter(Fixture::readOnly).isPresent()) {
            throw new ConfigurationException(new Problem(
                    "The tests of a @ReadOnlyPhase class share one state, none has a phase of its own.",
                    String.valueOf(context.getElement().orElseThrow()),
                    "move it into a class of its own"));
        }
        return own.or(() -> around);
    }

    /** As an invocation of a parameterized test is one of its method. */
    private static boolean isAnotherLookAtItsParent(ExtensionContext context) {
        return context.getParent().map(ExtensionContext::getElement).equals(Optional.of(context.getElement()));
    }

    static Optional<Class<? extends LabSource>> lab(ExtensionContext context) {
        return context.getElement()
                .flatMap(element -> find(element, OnLab.class))
                .<Class<? extends LabSource>>map(OnLab::value)
                .or(() -> context.getParent().flatMap(Annotations::lab));
    }

    private static Optional<Fixture> fixtureOn(AnnotatedElement element) {
        Optional<InPhase> phase = find(element, InPhase.class);
        Optional<ReadOnlyPhase> readOnly = find(element, ReadOnlyPhase.class);
        if (phase.isPresent() && readOnly.isPresent()) {
            throw new ConfigurationException(new Problem(
                    "A class is @InPhase or @ReadOnlyPhase, not both.", String.valueOf(element), "remove one of them"));
        }
        return phase.map(wish -> Fixture.of(wish, element)).or(() -> readOnly.map(wish -> Fixture.of(wish, element)));
    }

    private static <A extends Annotation> Optional<A> find(AnnotatedElement element, Class<A> type) {
        return AnnotationSupport.findAnnotation(element, type);
    }
}
