package io.github.pocstate.lab;

import io.github.pocstate.lab.internal.database.LabDatabase;
import io.github.pocstate.lab.internal.service.LabPorts;
import io.github.pocstate.lab.internal.service.NetBoxProbe;
import io.github.pocstate.lab.internal.service.RedisService;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Which services of a lab answer.
 *
 * @param netBox whether NetBox does
 * @param postgres whether PostgreSQL does
 * @param redis whether Redis does
 * @param databaseBytes the size of the database; empty when PostgreSQL does not answer
 */
public record LabHealth(boolean netBox, boolean postgres, boolean redis, OptionalLong databaseBytes) {

    /**
     * Asks all of them.
     *
     * @param lab where they are
     * @return the answers
     */
    public static LabHealth of(LabRecord lab) {
        OptionalLong bytes = databaseBytes(lab.ports());
        return new LabHealth(
                NetBoxProbe.answers(URI.create(LabEnvironment.netBoxUrl(lab.ports())), LabDatabase.TOKEN),
                bytes.isPresent(),
                RedisService.answers(lab.ports().redis()),
                bytes);
    }

    private static OptionalLong databaseBytes(LabPorts ports) {
        try (Connection connection = DriverManager.getConnection(LabEnvironment.jdbcUrl(ports));
                Statement statement = connection.createStatement();
                ResultSet size = statement.executeQuery("SELECT pg_database_size(current_database())")) {
            return size.next() ? OptionalLong.of(size.getLong(1)) : OptionalLong.empty();
        } catch (SQLException e) {
            return OptionalLong.empty();
        }
    }

    /**
     * Whether all answer.
     *
     * @return whether they do
     */
    public boolean isGood() {
        return silent().isEmpty();
    }

    /**
     * The services that do not answer.
     *
     * @return their names
     */
    public List<String> silent() {
        return byService().entrySet().stream()
                .filter(service -> !service.getValue())
                .map(Map.Entry::getKey)
                .toList();
    }

    private Map<String, Boolean> byService() {
        Map<String, Boolean> answers = new LinkedHashMap<>();
        answers.put("NetBox", netBox);
        answers.put("PostgreSQL", postgres);
        answers.put("Redis", redis);
        return answers;
    }
}
