package io.github.pocstate.junit;

import io.github.pocstate.ConfigurationException;
import io.github.pocstate.PocSession;
import io.github.pocstate.Problem;
import io.github.pocstate.RestoreReport;
import io.github.pocstate.config.PocConfig;
import io.github.pocstate.junit.Stopwatch.Part;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * What happens before and after tests and classes: take the lab, bring it into the phase, look at what was left behind. The
 * lab is given back by JUnit, which closes whatever is in its stores.
 */
final class Lifecycle {

    private static final Namespace HOLDS = Namespace.create(LabHold.class);
    private static final Namespace IN_CHARGE = Namespace.create(Lifecycle.class);
    private static final String PATIENCE = "pocstate.patience";
    private static final String KEEP_FAILED = "pocstate.keep-failed";
    private static final Set<Class<?>> OURS = Set.of(PocSession.class, PocConfig.class, RestoreReport.class);
    private static final Duration DEFAULT_PATIENCE = Duration.ofMinutes(10);

    private final Optional<Fixture> ownFixture;
    private final Optional<LabSource> ownLab;
    private final Optional<Duration> ownPatience;

    Lifecycle(Optional<Fixture> ownFixture, Optional<LabSource> ownLab, Optional<Duration> ownPatience) {
        this.ownFixture = ownFixture;
        this.ownLab = ownLab;
        this.ownPatience = ownPatience;
    }

    void beforeAll(ExtensionContext context) {
        if (!isInCharge(context)) {
            return;
        }
        Fixture fixture = fixture(context);
        if (fixture.reset() != Reset.EACH) {
            prepare(context, fixture);
        }
    }

    void beforeEach(ExtensionContext context) {
        if (isInCharge(context)) {
            prepare(context, fixture(context));
        }
    }

    void afterEach(ExtensionContext context) {
        if (FailedState.isFailed(context)) {
            held(context)
                    .filter(hold -> hold.keepsFailed() || keepsAllFailed(context))
                    .ifPresent(hold -> FailedState.keep(context, hold.session(), tests(context)));
        }
    }

    void afterAll(ExtensionContext context) {
        held(context).ifPresent(hold -> hold.requireUnchanged(tests(context)));
    }

    private void prepare(ExtensionContext context, Fixture fixture) {
        Stopwatch watch = new Stopwatch();
        LabSource source = watch.time(Part.OPEN, () -> source(context));
        LabHold hold =
                held(context).filter(held -> held.isOf(source)).orElseGet(() -> take(context, fixture, source, watch));
        hold.bring(fixture, watch).ifPresent(reset -> context.publishReportEntry(entries(reset, watch)));
    }

    private LabHold take(ExtensionContext context, Fixture fixture, LabSource source, Stopwatch watch) {
        if (fixture.reset() == Reset.CLASS && context.getTestMethod().isPresent()) {
            throw new ConfigurationException(new Problem(
                    "A lab cannot be reset once for the class when the class does not say so.",
                    tests(context),
                    "put @InPhase(reset = Reset.CLASS) on the class, or make the field with the extension static"));
        }
        OpenLab lab = watch.time(Part.OPEN, () -> OpenLab.of(context, source));
        LabHold hold = watch.time(Part.WAIT, () -> LabHold.take(lab, tests(context), patience(context)));
        context.getStore(HOLDS).put(LabHold.class, hold);
        return hold;
    }

    private static Map<String, String> entries(RestoreReport reset, Stopwatch watch) {
        return Map.of(
                "pocstate.phase", reset.goal().phase().name(),
                "pocstate.route", reset.route().toString(),
                "pocstate.requests", String.valueOf(reset.requests()),
                "pocstate.wait-ms", watch.millis(Part.WAIT),
                "pocstate.restore-ms", watch.millis(Part.RESTORE),
                "pocstate.extension-ms", watch.remainingMillis());
    }

    /** A method's annotation registers an extension of its own; the one that came first does the work for both. */
    private boolean isInCharge(ExtensionContext context) {
        Lifecycle first =
                context.getStore(IN_CHARGE).getOrComputeIfAbsent(Lifecycle.class, type -> this, Lifecycle.class);
        if (first != this && ownFixture.isPresent()) {
            throw new ConfigurationException(new Problem(
                    "Two extensions would bring the lab into a phase.",
                    tests(context),
                    "let either the annotation of the class or one static field with a PocStateExtension say it"));
        }
        return first == this;
    }

    /** The lab that is held for a test or its class, by this extension. */
    private Optional<LabHold> held(ExtensionContext context) {
        return context.getStore(IN_CHARGE).get(Lifecycle.class) == this
                ? Optional.ofNullable(context.getStore(HOLDS).get(LabHold.class, LabHold.class))
                : Optional.empty();
    }

    private Fixture fixture(ExtensionContext context) {
        return Annotations.fixture(context, ownFixture)
                .orElseThrow(() -> new ConfigurationException(new Problem(
                        "The tests do not say in which phase they start.",
                        tests(context),
                        "use @InPhase or @ReadOnlyPhase, not @ExtendWith(PocStateExtension.class)")));
    }

    private LabSource source(ExtensionContext context) {
        return ownLab.or(() -> Annotations.lab(context).map(type -> OpenLab.source(context, type)))
                .orElse(OpenLab.OF_ENVIRONMENT);
    }

    private Duration patience(ExtensionContext context) {
        return ownPatience.orElseGet(() -> context.getConfigurationParameter(PATIENCE)
                .map(Lifecycle::seconds)
                .orElse(DEFAULT_PATIENCE));
    }

    private static Duration seconds(String number) {
        try {
            return Duration.ofSeconds(Integer.parseUnsignedInt(number));
        } catch (NumberFormatException e) {
            throw new ConfigurationException(
                    new Problem(
                            "[" + number + "] is no number of seconds.",
                            "the JUnit configuration parameter " + PATIENCE,
                            "set it to 0 or greater"),
                    e);
        }
    }

    private static boolean keepsAllFailed(ExtensionContext context) {
        return context.getConfigurationParameter(KEEP_FAILED)
                .filter("true"::equals)
                .isPresent();
    }

    /** For a reader: {@code test RackTest.holdsTen} or {@code tests of RackTest}. */
    private static String tests(ExtensionContext context) {
        String type = context.getRequiredTestClass().getSimpleName();
        return context.getTestMethod()
                .map(method -> "test " + type + "." + method.getName())
                .orElse("tests of " + type);
    }

    boolean supports(Class<?> type, ExtensionContext context) {
        Object inCharge = context.getStore(IN_CHARGE).get(Lifecycle.class);
        return (inCharge == null || inCharge == this)
                && (OURS.contains(type) || value(type, context).isPresent());
    }

    /** The value of a parameter, empty while the lab is not held. */
    Optional<?> value(Class<?> type, ExtensionContext context) {
        return held(context).flatMap(hold -> value(type, hold));
    }

    private static Optional<?> value(Class<?> type, LabHold hold) {
        if (type == PocSession.class) {
            return Optional.of(hold.session());
        }
        if (type == PocConfig.class) {
            return Optional.of(hold.config());
        }
        return type == RestoreReport.class ? hold.lastReset() : hold.session().client(type);
    }
}
