package io.github.pocstate.junit;

import io.github.pocstate.ConfigurationException;
import io.github.pocstate.PocSession;
import io.github.pocstate.Problem;
import io.github.pocstate.config.PocConfig;
import java.util.Arrays;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.platform.commons.support.ReflectionSupport;

/** One session per lab and test run: opened by the first test that needs it, closed after the last one. */
record OpenLab(LabSource source, PocConfig config, PocSession session) implements AutoCloseable {

    /** The lab that the environment and system properties name. */
    static final LabSource OF_ENVIRONMENT = PocConfig::load;

    private static final Namespace NAMESPACE = Namespace.create(OpenLab.class);

    /** The lab of a source, opened if it is not. */
    static OpenLab of(ExtensionContext context, LabSource source) {
        return runStore(context).getOrComputeIfAbsent(source, OpenLab::open, OpenLab.class);
    }

    private static OpenLab open(LabSource source) {
        PocConfig config = source.config();
        return new OpenLab(source, config, PocSession.open(config));
    }

    /** The one source of a class in this run; closed after the lab that came from it. */
    static LabSource source(ExtensionContext context, Class<? extends LabSource> type) {
        return runStore(context).getOrComputeIfAbsent(type, OpenLab::make, LabSource.class);
    }

    private static LabSource make(Class<? extends LabSource> type) {
        if (Arrays.stream(type.getDeclaredConstructors()).noneMatch(made -> made.getParameterCount() == 0)) {
            throw new ConfigurationException(new Problem(
                    "The source of a lab cannot be made.",
                    "@OnLab(" + type.getSimpleName() + ".class)",
                    "give it a constructor without parameters; an inner class must be static"));
        }
        return ReflectionSupport.newInstance(type);
    }

    private static Store runStore(ExtensionContext context) {
        return context.getRoot().getStore(NAMESPACE);
    }

    @Override
    public void close() {
        session.close();
    }
}
