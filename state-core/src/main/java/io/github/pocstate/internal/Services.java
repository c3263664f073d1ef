package io.github.pocstate.internal;

import io.github.pocstate.ConfigurationException;
import io.github.pocstate.Problem;
import io.github.pocstate.spi.LabProvider;
import io.github.pocstate.spi.SnapshotProvider;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** The only place that asks {@link ServiceLoader}. */
public final class Services {

    private Services() {}

    /**
     * Finds every implementation of a service.
     *
     * @param type the service, one that the module descriptor names under {@code uses}
     * @param <T> the type
     * @return every implementation on the class path
     */
    public static <T> List<T> all(Class<T> type) {
        try {
            return ServiceLoader.load(type).stream()
                    .map(ServiceLoader.Provider::get)
                    .toList();
        } catch (ServiceConfigurationError e) {
            throw new ConfigurationException(
                    new Problem(
                            "A service could not be loaded: " + e.getMessage(),
                            "META-INF/services/" + type.getName(),
                            "each line must name a public class with a public constructor without parameters"),
                    e);
        }
    }

    /**
     * Finds the one adapter that opens labs.
     *
     * @return the provider
     */
    public static LabProvider labProvider() {
        List<LabProvider> providers = all(LabProvider.class);
        if (providers.size() == 1) {
            return providers.get(0);
        }
        if (providers.isEmpty()) {
            throw new ConfigurationException(new Problem(
                    "No adapter for a lab is on the class path.",
                    "META-INF/services/" + LabProvider.class.getName(),
                    "add the dependency io.github.pocstate:state-netbox"));
        }
        throw new ConfigurationException(new Problem(
                providers.size() + " adapters for a lab are on the class path, one is needed.",
                providers.stream()
                        .map(provider -> provider.getClass().getName())
                        .toList()
                        .toString(),
                "remove the dependencies that bring the others"));
    }

    /**
     * Finds the module that keeps snapshots.
     *
     * @return the provider, empty when none is on the class path
     */
    public static Optional<SnapshotProvider> snapshotProvider() {
        return all(SnapshotProvider.class).stream().findFirst();
    }
}
