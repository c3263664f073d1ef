package io.github.pocstate.netbox;

import io.github.pocstate.config.PocConfig;
import io.github.pocstate.config.Secret;
import io.github.pocstate.config.Setting;
import io.github.pocstate.netbox.redis.RedisServer;
import io.github.pocstate.testkit.FreePort;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A real Redis on a free port, as long as a test class lasts; register it as a static extension. */
public final class EmbeddedRedis implements BeforeAllCallback, AfterAllCallback {
    public static final String DISCOVERY_QUEUE = "netbox:bmc:discovered";
    public static final String UPDATE_QUEUE = "netbox:phase2:update_server_prod_nics";

    private static final int TRIES = 20;
    private static final Pattern TEXT_FILE_BUSY = Pattern.compile("error[=:] ?26\\b");

    private final Optional<String> password;
    private final int port = FreePort.next();
    private redis.embedded.RedisServer process;

    public EmbeddedRedis() {
        this(Optional.empty());
    }

    public EmbeddedRedis(Optional<String> password) {
        this.password = password;
    }

    public int port() {
        return port;
    }

    public String address() {
        return "redis://127.0.0.1:" + port;
    }

    public RedisServer connect() {
        return connect(password);
    }

    public RedisServer connect(Optional<String> otherPassword) {
        return connect(port, otherPassword);
    }

    public static RedisServer connect(int port, Optional<String> password) {
        return RedisServer.queues(config(port, password));
    }

    public static PocConfig config(int port, Optional<String> password) {
        PocConfig.Builder builder = PocConfig.builder()
                .netBox(URI.create("http://127.0.0.1:1"), Secret.of("unused"))
                .redis("127.0.0.1", port)
                .set(Setting.POC_STATE_TIMEOUT, "5");
        password.ifPresent(word -> builder.set(Setting.REDIS_PASSWORD, word));
        return builder.build();
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        start();
    }

    public void start() throws IOException {
        if (process == null) {
            var builder = redis.embedded.RedisServer.newRedisServer()
                    .port(port)
                    .bind("127.0.0.1")
                    .setting("save \"\"")
                    .setting("appendonly no");
            password.ifPresent(word -> builder.setting("requirepass " + word));
            process = started(builder);
        }
    }

    /**
     * The program is written first. A process that another thread starts at that moment, such as a keytool, holds the file
     * open for writing until it has become its own program, and until then nobody can run it.
     */
    private static redis.embedded.RedisServer started(redis.embedded.core.RedisServerBuilder builder)
            throws IOException {
        for (int left = TRIES; ; left--) {
            redis.embedded.RedisServer server = builder.build();
            try {
                server.start();
                return server;
            } catch (IOException e) {
                if (left == 1
                        || !TEXT_FILE_BUSY.matcher(String.valueOf(e.getCause())).find()) {
                    throw e;
                }
            }
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        boolean outermost =
                context.getParent().flatMap(ExtensionContext::getTestClass).isEmpty();
        if (outermost) {
            stop();
        }
    }

    public void stop() throws IOException {
        if (process != null) {
            process.stop();
            process = null;
        }
    }
}
