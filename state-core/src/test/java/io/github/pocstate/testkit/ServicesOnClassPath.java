package io.github.pocstate.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/**
 * A line in {@code META-INF/services} that is on the class path of this thread until it is closed.
 *
 * <pre>{@code
 * try (var services = ServicesOnClassPath.with(LabProvider.class, MyProvider.class.getName())) {
 *     PocSession.open(config);
 * }
 * }</pre>
 *
 * <p>This class is not thread-safe.
 */
public final class ServicesOnClassPath implements AutoCloseable {

    private final Path folder;
    private final ClassLoader before = Thread.currentThread().getContextClassLoader();
    private final URLClassLoader loader;

    private ServicesOnClassPath(Class<?> service, String... implementations) throws IOException {
        folder = Files.createTempDirectory("services");
        Path file = file(service.getName());
        Files.createDirectories(file.getParent());
        Files.writeString(file, String.join("\n", implementations));
        loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, before);
        Thread.currentThread().setContextClassLoader(loader);
    }

    /**
     * Registers implementations of a service for the current thread.
     *
     * @param service the service
     * @param implementations names of classes, which need not exist
     * @return to be closed by the caller
     */
    public static ServicesOnClassPath with(Class<?> service, String... implementations) {
        try {
            return new ServicesOnClassPath(service, implementations);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        Thread.currentThread().setContextClassLoader(before);
        try (loader;
                var files = Files.walk(folder)) {
            for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String service) {
        return folder.resolve("META-INF").resolve("services").resolve(service);
    }
}
