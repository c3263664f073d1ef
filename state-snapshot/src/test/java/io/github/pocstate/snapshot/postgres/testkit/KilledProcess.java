package io.github.pocstate.snapshot.postgres.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.testkit.ShortJava;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A process of its own that works on a database and is killed in the middle of it. */
public final class KilledProcess {

    /** What the process prints when it begins. */
    public static final String READY = "ready";

    private KilledProcess() {}

    /**
     * Runs a program and kills it some time after it began. A statement goes on in the server for a while when its client is gone;
     * the process has a role of its own, so that the end of its sessions can be seen.
     *
     * @param main the program; the first argument is the address of the database
     */
    public static void run(TestServer server, String database, Class<?> main, int millis, String... arguments)
            throws IOException, InterruptedException, SQLException {
        String role = server.newName("killed");
        server.run("postgres", "CREATE ROLE " + role + " SUPERUSER LOGIN");
        List<String> command = new ArrayList<>(
                List.of("-cp", System.getProperty("java.class.path"), main.getName(), server.url(role, database)));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(ShortJava.command(command.toArray(String[]::new)))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            awaitReady(out);
            Thread.sleep(millis);
        } finally {
            process.destroyForcibly().waitFor();
        }
        server.awaitNobody("usename", role);
    }

    private static void awaitReady(BufferedReader out) throws IOException {
        String line = out.readLine();
        while (line != null && !line.equals(READY)) {
            line = out.readLine();
        }
        assertThat(line).isEqualTo(READY);
    }
}
