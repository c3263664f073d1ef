package io.github.pocstate.lab;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where things are kept that outlive a lab: {@code .poc-state} in the user's home, or what POC_STATE_HOME says.
 *
 * @param directory the directory, absolute
 * @param otherVenv the virtual environment to use instead of the one in it, which POC_STATE_NETBOX_VENV names
 */
public record LabHome(Path directory, Optional<Path> otherVenv) {

    /**
     * The one of this user.
     *
     * @return the home
     */
    public static LabHome ofThisUser() {
        return of(System.getenv(), System.getProperty("user.home", "."));
    }

    static LabHome of(Map<String, String> environment, String userHome) {
        Path directory = setting(environment, "POC_STATE_HOME").orElse(Path.of(userHome, ".poc-state"));
        return new LabHome(
                directory.toAbsolutePath(),
                setting(environment, "POC_STATE_NETBOX_VENV").map(Path::toAbsolutePath));
    }

    private static Optional<Path> setting(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name))
                .filter(value -> !value.isBlank())
                .map(Path::of);
    }

    /**
     * The lab that stays, when no other directory is named.
     *
     * @return its directory
     */
    public Path lab() {
        return directory.resolve("lab");
    }

    /**
     * PostgreSQL's programs, unpacked.
     *
     * @return their directory
     */
    public Path programs() {
        return directory.resolve("programs");
    }

    /**
     * The real NetBox's virtual environment.
     *
     * @param version NetBox's
     * @return its directory
     */
    public Path venv(String version) {
        return otherVenv.orElse(directory.resolve("netbox-" + version));
    }
}
