package io.github.pocstate.junit;

import static java.util.Objects.requireNonNull;

import io.github.pocstate.ForeignChanges;
import io.github.pocstate.Phase;
import io.github.pocstate.Problem;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * What {@link InPhase} and {@link ReadOnlyPhase} do, for tests that choose phase and lab in code.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final PocStateExtension LAB = PocStateExtension.builder()
 *         .lab(() -> PocConfig.builder().fromEnvironment().set(Setting.POC_STATE_SERVER_ROLE, "compute").build())
 *         .phase(Phase.TWO)
 *         .foreign(ForeignChanges.DISCARD)
 *         .build();
 * }</pre>
 *
 * <p>A method may still be {@link InPhase} of its own; a class that has such a field is not. This class is thread-safe.
 *
 * @since 0.1
 */
@SuppressWarnings("exports") // whoever uses it has JUnit
public final class PocStateExtension
        implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback, ParameterResolver {

    private final Lifecycle lifecycle;

    /** For JUnit, which calls it where there is an annotation; everybody else starts with {@link #builder()}. */
    public PocStateExtension() {
        this(new Lifecycle(Optional.empty(), Optional.empty(), Optional.empty()));
    }

    private PocStateExtension(Lifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    /**
     * Starts with the lab of the environment, reset before each test, foreign changes kept.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        lifecycle.beforeAll(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        lifecycle.beforeEach(context);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        lifecycle.afterEach(context);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        lifecycle.afterAll(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return lifecycle.supports(parameter.getParameter().getType(), context);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return lifecycle.value(parameter.getParameter().getType(), context).orElseThrow(() -> notHeld(parameter));
    }

    private static ParameterResolutionException notHeld(ParameterContext parameter) {
        return new ParameterResolutionException(new Problem(
                        "There is no " + parameter.getParameter().getType().getSimpleName()
                                + " while the lab is not held.",
                        String.valueOf(parameter.getDeclaringExecutable()),
                        "take it in a test or in @BeforeEach; in @BeforeAll with reset = Reset.CLASS; never in a constructor")
                .toString());
    }

    /** Collects what the tests want; not thread-safe. */
    public static final class Builder {

        private @Nullable Phase phase;
        private Optional<LabSource> lab = Optional.empty();
        private Optional<Duration> patience = Optional.empty();
        private Reset reset = Reset.EACH;
        private boolean readOnly;
        private ForeignChanges foreign = ForeignChanges.KEEP;
        private int limit;
        private String site = "";
        private boolean keepFailed;

        private Builder() {}

        /**
         * The phase in which tests start; required.
         *
         * @param wanted the phase
         * @return this
         */
        public Builder phase(Phase wanted) {
            this.phase = wanted;
            return this;
        }

        /**
         * Where the lab comes from; without it {@link OnLab} or the environment says so.
         *
         * @param source asked for the settings before the first test of this extension
         * @return this
         */
        public Builder lab(LabSource source) {
            this.lab = Optional.of(source);
            return this;
        }

        /**
         * When the lab is brought into the phase; without it before each test.
         *
         * @param moment when
         * @return this
         */
        public Builder reset(Reset moment) {
            this.reset = moment;
            return this;
        }

        /**
         * The lab is brought into the phase once for the class, whatever {@link #reset} says, and it is checked afterwards that no test changed it, as
         * with {@link ReadOnlyPhase}.
         *
         * @return this
         */
        public Builder readOnly() {
            this.readOnly = true;
            return this;
        }

        /**
         * What becomes of changes that no phase makes; without it they are kept.
         *
         * @param fate keep or discard
         * @return this
         */
        public Builder foreign(ForeignChanges fate) {
            this.foreign = fate;
            return this;
        }

        /**
         * Only the first servers in natural name order.
         *
         * @param servers how many, 1 or greater
         * @return this
         */
        public Builder limit(int servers) {
            this.limit = servers;
            return this;
        }

        /**
         * Only the servers of one site.
         *
         * @param slug the site's slug
         * @return this
         */
        public Builder site(String slug) {
            this.site = slug;
            return this;
        }

        /**
         * Keeps what failed tests leave behind as snapshots named after them.
         *
         * @param kept true to keep it
         * @return this
         */
        public Builder keepFailed(boolean kept) {
            this.keepFailed = kept;
            return this;
        }

        /**
         * How long to wait for somebody else who has the lab; without it the configuration parameter {@code
         * pocstate.patience}, or 10 minutes.
         *
         * @param atMost 0 or longer
         * @return this
         */
        public Builder patience(Duration atMost) {
            this.patience = Optional.of(atMost);
            return this;
        }

        /**
         * Makes the extension.
         *
         * @return the extension, for a static field with {@code @RegisterExtension}
         * @throws NullPointerException if there is no phase
         * @throws IllegalArgumentException if the limit is negative, or the site blank
         */
        public PocStateExtension build() {
            Fixture fixture = new Fixture(
                    requireNonNull(phase, "phase"),
                    readOnly ? Reset.CLASS : reset,
                    readOnly,
                    Fixture.options(foreign, limit, site),
                    keepFailed);
            return new PocStateExtension(new Lifecycle(Optional.of(fixture), lab, patience));
        }
    }
}
