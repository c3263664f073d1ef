package io.github.pocstate.lab;

import io.github.pocstate.config.PocConfig;
import io.github.pocstate.config.Secret;
import io.github.pocstate.config.Setting;
import io.github.pocstate.lab.internal.database.LabDatabase;
import io.github.pocstate.lab.internal.netbox.EmbeddedNetBox;
import io.github.pocstate.lab.internal.service.Durability;
import io.github.pocstate.lab.internal.service.LabPorts;
import io.github.pocstate.lab.internal.service.NetBoxInstallation;
import io.github.pocstate.lab.internal.service.NetBoxTuning;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * A lab of our own on this machine: a real PostgreSQL, a real Redis and a NetBox in front of them, with any number of
 * made-up servers.
 *
 * <pre>{@code
 * try (EmbeddedLab lab = EmbeddedLab.builder().servers(60).start();
 *         PocSession session = PocSession.open(lab.config().build())) {
 *     session.restore(Phase.TWO);
 *     lab.reset();                                                  // as it was made
 * }
 * }</pre>
 *
 * <p>Everything listens on the loopback interface only, with passwords that everybody knows: it is for a machine whose
 * users trust each other. A lab that is not closed is closed at the end of the process; what a process that was killed
 * left running is ended by the next lab in the same directory. This class is thread-safe.
 */
public final class EmbeddedLab implements AutoCloseable {

    private final LabParts lab;

    private EmbeddedLab(LabParts lab) {
        this.lab = lab;
    }

    /**
     * Starts with 601 servers behind the embedded NetBox, in a directory that goes with the lab.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The variables by which other programs use it.
     *
     * @return names and values: NETBOX_URL, NETBOX_TOKEN, NETBOX_READONLY_TOKEN, REDIS_HOST, REDIS_PORT, NETBOX_DB_URL,
     *     NETBOX_CACHE_URL
     */
    public Map<String, String> environment() {
        return LabEnvironment.of(lab.ports());
    }

    /**
     * The settings to use it.
     *
     * @return a builder to which more can be added
     */
    public PocConfig.Builder config() {
        return PocConfig.builder()
                .netBox(URI.create(LabEnvironment.netBoxUrl(lab.ports())), Secret.of(LabDatabase.TOKEN))
                .redis(LabPorts.HOST, lab.ports().redis())
                .database(LabEnvironment.databaseUrl(lab.ports()))
                .set(Setting.NETBOX_CACHE_URL, LabEnvironment.cacheUrl(lab.ports()));
    }

    /**
     * The address of its database.
     *
     * @return a JDBC address, with user and password
     */
    public String jdbcUrl() {
        return LabEnvironment.jdbcUrl(lab.ports());
    }

    /**
     * The ports of its services.
     *
     * @return three ports
     */
    public LabPorts ports() {
        return lab.ports();
    }

    /**
     * Where its data and logs are.
     *
     * @return the directory
     */
    public Path directory() {
        return lab.directory().path();
    }

    /**
     * The embedded NetBox, for the faults it can be told to have. After a {@link #reset} it is another one.
     *
     * @return the server; empty when the lab has the real NetBox
     */
    public Optional<EmbeddedNetBox> embeddedNetBox() {
        return lab.netBox().embedded();
    }

    /** Makes the lab as it was at first: its database anew, its Redis empty; addresses stay. */
    public synchronized void reset() {
        lab.netBox().stop();
        lab.data().recreate();
        lab.redis().empty();
        lab.netBox().launch();
        lab.netBox().awaitAnswer();
    }

    /** Stops NetBox, Redis and PostgreSQL; a temporary directory is deleted. A second call does nothing. */
    @Override
    public void close() {
        lab.resources().close();
    }

    /** Collects what is wanted; not thread-safe. */
    public static final class Builder {

        private static final int SHARED_DATA_SET = 601;

        private final LabHome home = LabHome.ofThisUser();
        private int servers = SHARED_DATA_SET;
        private NetBoxKind netBox = NetBoxKind.EMBEDDED;
        private Durability durability = Durability.NONE;
        private Optional<Path> directory = Optional.empty();
        private OptionalInt port = OptionalInt.empty();
        private Path venv = home.venv(NetBoxInstallation.VERSION);
        private Optional<String> python = Optional.empty();
        private NetBoxTuning tuning = NetBoxTuning.DEFAULT;
        private Consumer<String> steps = step -> {};

        private Builder() {}

        /**
         * How many servers.
         *
         * @param number 1 to 100,000
         * @return this
         */
        public Builder servers(int number) {
            this.servers = number;
            return this;
        }

        /**
         * Which NetBox.
         *
         * @param kind the kind
         * @return this
         */
        public Builder netBox(NetBoxKind kind) {
            this.netBox = kind;
            return this;
        }

        /**
         * What its PostgreSQL does for its data to outlive a crash; nothing, unless told otherwise.
         *
         * @param wanted what it does
         * @return this
         */
        public Builder durability(Durability wanted) {
            this.durability = wanted;
            return this;
        }

        /**
         * Where it keeps its data; they stay there when it is closed, for the next lab in this directory.
         *
         * @param path an empty or new directory, or one that a lab was in
         * @return this
         */
        public Builder directory(Path path) {
            this.directory = Optional.of(path);
            return this;
        }

        /**
         * The first of its three ports; without it any free ones are taken.
         *
         * @param base NetBox's port; PostgreSQL's is the next one, Redis's the one after
         * @return this
         */
        public Builder port(int base) {
            this.port = OptionalInt.of(base);
            return this;
        }

        /**
         * Where the real NetBox is installed; it is installed there if it is not.
         *
         * @param path a Python virtual environment
         * @return this
         */
        public Builder venv(Path path) {
            this.venv = path;
            return this;
        }

        /**
         * The Python to install the real NetBox with.
         *
         * @param nameOrPath version 3.12 or later
         * @return this
         */
        public Builder python(String nameOrPath) {
            this.python = Optional.of(nameOrPath);
            return this;
        }

        /**
         * How the real NetBox is to run.
         *
         * @param wanted processes, threads and more
         * @return this
         */
        public Builder tuning(NetBoxTuning wanted) {
            this.tuning = wanted;
            return this;
        }

        /**
         * Who hears what is done.
         *
         * @param hears gets one phrase per step, from several threads
         * @return this
         */
        public Builder steps(Consumer<String> hears) {
            this.steps = hears;
            return this;
        }

        /**
         * Starts the lab and waits until it answers.
         *
         * @return the lab, to be closed by the caller
         * @throws IllegalArgumentException if the number of servers is out of range
         * @throws io.github.pocstate.ConfigurationException if a port is taken, the directory is not usable, or there
         *     is no Python for the real NetBox; nothing is left running
         * @throws io.github.pocstate.UnreachableException if a service does not start; nothing is left running
         */
        public EmbeddedLab start() {
            LabSpec spec = new LabSpec(
                    servers, netBox, durability, directory, port, home.programs(), venv, python, tuning, steps);
            return new EmbeddedLab(new LabStart(spec).run());
        }
    }
}
