package io.github.pocstate.lab.internal.netbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pocstate.lab.LabOfTests;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What goes wrong with the embedded NetBox when it is told to, and when its database leaves it. */
class EmbeddedNetBoxIT {

    private static final String SITES = "/api/dcim/sites/?fields=id";
    private static final String TAGS = "/api/extras/tags/";
    private static final int MANY = 60;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private EmbeddedNetBox netBox;

    @BeforeEach
    void start() {
        netBox = EmbeddedNetBox.start(
                LabOfTests.jdbcUrl() + "&ApplicationName=" + getClass().getSimpleName(), 0);
    }

    @AfterEach
    void stop() throws SQLException {
        netBox.close();
        try (Connection connection = DriverManager.getConnection(LabOfTests.jdbcUrl());
                Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM extras_tag WHERE slug LIKE 'fault%'");
        }
    }

    @Nested
    class Faults {

        @Test
        void aStatusComesInPlaceOfTheAnswerAndNothingIsWritten() throws Exception {
            netBox.faults().inject(Fault.status(503).on("POST", "/api/extras/").times(2));

            assertThat(get(SITES).statusCode()).isEqualTo(200);
            assertThat(makeTag("fault-a").statusCode()).isEqualTo(503);
            assertThat(makeTag("fault-a").statusCode()).isEqualTo(503);
            assertThat(tags("fault-a")).isEqualTo(0);
            assertThat(makeTag("fault-a").statusCode()).isEqualTo(201);
            assertThat(netBox.faults().happened()).isEqualTo(2);
        }

        @Test
        void aStatusAfterTheWorkHidesThatItIsDone() throws Exception {
            netBox.faults().inject(Fault.status(500).afterTheWork());

            assertThat(makeTag("fault-b").statusCode()).isEqualTo(500);
            assertThat(tags("fault-b")).isEqualTo(1);
        }

        @Test
        void aDroppedConnectionGivesNoAnswer() throws Exception {
            netBox.faults().inject(Fault.dropped());

            assertThatThrownBy(() -> makeTag("fault-c")).isInstanceOf(IOException.class);
            assertThat(tags("fault-c")).isEqualTo(0);
        }

        @Test
        void aDroppedConnectionMayLeaveItsWorkBehind() throws Exception {
            netBox.faults().inject(Fault.dropped().afterTheWork());

            assertThatThrownBy(() -> makeTag("fault-d")).isInstanceOf(IOException.class);
            assertThat(tags("fault-d")).isEqualTo(1);
        }

        @Test
        void aTruncatedAnswerEndsTooEarly() throws Exception {
            netBox.faults().inject(Fault.truncated());

            assertThatThrownBy(() -> get(SITES)).isInstanceOf(IOException.class);
            assertThat(get(SITES).statusCode()).isEqualTo(200);
        }

        @Test
        void anAnswerMayComeTooLate() throws Exception {
            netBox.faults().inject(Fault.late(Duration.ofSeconds(2)).on("GET", "/api/dcim/"));

            assertThatThrownBy(() -> http.send(
                            request(SITES).timeout(Duration.ofMillis(300)).build(), BodyHandlers.ofString()))
                    .isInstanceOf(HttpTimeoutException.class);
            assertThat(get(SITES).statusCode()).isEqualTo(200);
        }

        @Test
        void whatIsClearedDoesNotHappen() throws Exception {
            netBox.faults().inject(Fault.status(502).times(3));
            netBox.faults().clear();

            assertThat(get(SITES).statusCode()).isEqualTo(200);
        }

        @Test
        void aFaultThatHappensNeverIsRefused() {
            assertThatThrownBy(() -> Fault.dropped().times(0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("times is 0, it must be 1 or greater");
        }
    }

    @Test
    void aPaceMakesRequestsAndWritesSlower() throws Exception {
        netBox.pace(new Pace(Duration.ofMillis(100), Duration.ofMillis(200)));

        long before = System.nanoTime();
        makeTag("fault-slow");

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    /** As a real NetBox with kept connections (CONN_MAX_AGE) and without health checks. */
    @Test
    void eachKeptConnectionThatWasTerminatedCostsOneError() throws Exception {
        IntStream.range(0, MANY).forEach(i -> assertThat(status()).isEqualTo(200));
        int kept = terminateKeptConnections();

        int[] statuses = IntStream.range(0, MANY).map(i -> status()).toArray();

        assertThat(kept).isPositive();
        assertThat(IntStream.of(statuses).filter(status -> status == 500).count())
                .isEqualTo(kept);
        assertThat(IntStream.of(statuses).filter(status -> status == 200).count())
                .isEqualTo(MANY - kept);
    }

    @Test
    void theErrorOfALostConnectionNamesDjangosException() throws Exception {
        get(SITES);
        terminateKeptConnections();
        Set<String> bodies = new HashSet<>();
        for (int i = 0; i < MANY; i++) {
            bodies.add(get(SITES).body());
        }

        assertThat(bodies).anyMatch(body -> body.contains("\"exception\":\"OperationalError\""));
    }

    @Test
    void whatItDoesNotServeItSays() throws Exception {
        HttpResponse<String> answer = http.send(
                request("/api/dcim/devices/")
                        .POST(BodyPublishers.ofString("{\"name\": \"x\"}"))
                        .header("Content-Type", "application/json")
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(501);
        assertThat(answer.body())
                .contains("The embedded NetBox does not serve POST on dcim/devices; a real one does (poc-state lab up"
                        + " --netbox real).");
    }

    private int status() {
        try {
            return get(SITES).statusCode();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> makeTag(String slug) throws IOException, InterruptedException {
        return http.send(
                request(TAGS)
                        .POST(BodyPublishers.ofString("{\"name\": \"" + slug + "\", \"slug\": \"" + slug + "\"}"))
                        .header("Content-Type", "application/json")
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(netBox.url() + path))
                .header("Authorization", "Token " + LabOfTests.variable("NETBOX_TOKEN"));
    }

    private static int tags(String slug) throws SQLException {
        return number("SELECT count(*) FROM extras_tag WHERE slug = '" + slug + "'");
    }

    private static int terminateKeptConnections() throws SQLException {
        return number("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = '"
                + EmbeddedNetBoxIT.class.getSimpleName() + "'");
    }

    private static int number(String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection(LabOfTests.jdbcUrl());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getInt(1);
        }
    }
}
