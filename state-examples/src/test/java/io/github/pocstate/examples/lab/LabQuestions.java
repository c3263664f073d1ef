package io.github.pocstate.examples.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.PocSession;
import io.github.pocstate.RestoreOptions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What a lab answers, by its API and by SQL. */
final class LabQuestions {

    private LabQuestions() {}

    static int servers(EmbeddedLab lab) {
        try (PocSession session = PocSession.open(lab.config().build())) {
            return session.status(RestoreOptions.DEFAULT).summary().servers();
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
