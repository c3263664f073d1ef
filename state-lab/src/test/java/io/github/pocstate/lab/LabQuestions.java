package io.github.pocstate.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLConnection;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What a lab answers, by its API and by SQL. */
final class LabQuestions {

    private LabQuestions() {}

    static int servers(EmbeddedLab lab) {
        try {
            URLConnection request = URI.create(
                            lab.environment().get("NETBOX_URL") + "/api/dcim/devices/?role=compute-server&limit=1")
                    .toURL()
                    .openConnection();
            request.setRequestProperty(
                    "Authorization", "Token " + lab.environment().get("NETBOX_TOKEN"));
            return JsonMapper.builder()
                    .build()
                    .readTree(request.getInputStream())
                    .path("count")
                    .asInt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int number(EmbeddedLab lab, String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection(lab.jdbcUrl());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            assertThat(rows.next()).isTrue();
            return rows.getInt(1);
        }
    }

    static void execute(EmbeddedLab lab, String command) throws SQLException {
        try (Connection connection = DriverManager.getConnection(lab.jdbcUrl());
                Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }
}
