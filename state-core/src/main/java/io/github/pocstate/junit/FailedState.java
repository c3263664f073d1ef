package io.github.pocstate.junit;

import io.github.pocstate.ConfigurationException;
import io.github.pocstate.PocSession;
import io.github.pocstate.PocStateException;
import io.github.pocstate.snapshot.SnapshotId;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.opentest4j.IncompleteExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what a failed test leaves behind, as a snapshot. */
final class FailedState {

    private static final Logger log = LoggerFactory.getLogger(FailedState.class);
    private static final Namespace NAMESPACE = Namespace.create(FailedState.class);
    private static final int LABEL_LENGTH = 20;

    private FailedState() {}

    static boolean isFailed(ExtensionContext context) {
        return context.getExecutionException()
                .filter(failure -> !(failure instanceof IncompleteExecutionException))
                .isPresent();
    }

    /** Saves the lab; whatever goes wrong with that is told, and never hides why the test failed. */
    static void keep(ExtensionContext context, PocSession session, String test) {
        try {
            String label = label(context.getRequiredTestMethod().getName());
            SnapshotId id = session.snapshots().save(label).id();
            log.info("What failed {} left behind is kept as snapshot {}", test, id);
            context.publishReportEntry("pocstate.kept-snapshot", id.toString());
        } catch (ConfigurationException e) {
            tellOnce(context, e);
        } catch (PocStateException e) {
            log.warn("What failed {} left behind is not kept: {}", test, e.getMessage());
        }
    }

    private static void tellOnce(ExtensionContext context, ConfigurationException e) {
        AtomicBoolean told = context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(AtomicBoolean.class, type -> new AtomicBoolean(), AtomicBoolean.class);
        if (!told.getAndSet(true)) {
            log.warn("What failed tests leave behind is not kept: {}", e.getMessage());
        }
    }

    /** {@code namesEveryCable} becomes {@code names-every-cable}, as the label of a snapshot must be. */
    static String label(String method) {
        String words = method.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-", "");
        String label =
                words.substring(0, Math.min(LABEL_LENGTH, words.length())).replaceAll("-$", "");
        return label.isEmpty() ? "failed-test" : label;
    }
}
