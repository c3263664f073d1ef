package io.github.pocstate.snapshot.postgres.internal.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.pocstate.snapshot.SnapshotId;
import io.github.pocstate.snapshot.TableName;
import io.github.pocstate.snapshot.postgres.model.DatabaseFingerprint;
import io.github.pocstate.snapshot.postgres.model.Manifest;
import io.github.pocstate.snapshot.postgres.model.SequenceState;
import io.github.pocstate.snapshot.postgres.model.ServerMark;
import io.github.pocstate.snapshot.postgres.model.TableFingerprint;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A manifest as the comment of its database: one line of JSON. */
public final class ManifestJson {

    /** The only format so far; another one is left alone, neither read nor removed. */
    static final int FORMAT = 1;

    private static final ObjectMapper JSON = new ObjectMapper();

    private ManifestJson() {}

    public static String write(Manifest snapshot) {
        ObjectNode root = JSON.createObjectNode();
        root.put("pocstate", FORMAT);
        root.put("id", snapshot.id().toString());
        root.put("who", snapshot.who());
        root.put("postgres", snapshot.server().postgresMajor());
        root.put("collation", snapshot.server().collationVersion());
        root.put("bytes", snapshot.bytes());
        root.put("schema", snapshot.fingerprint().schema());
        ObjectNode application = root.putObject("application");
        snapshot.application().forEach(application::put);
        tables(root.putArray("tables"), snapshot.fingerprint().tables());
        tables(root.putArray("twins"), snapshot.twins());
        ArrayNode sequences = root.putArray("sequences");
        snapshot.fingerprint()
                .sequences()
                .forEach((name, state) ->
                        entry(sequences, name).add(state.value()).add(state.called()));
        return root.toString();
    }

    private static void tables(ArrayNode list, Map<TableName, TableFingerprint> tables) {
        tables.forEach((name, print) ->
                entry(list, name).add(print.file()).add(print.rows()).add(print.digest()));
    }

    private static ArrayNode entry(ArrayNode list, TableName name) {
        return list.addArray().add(name.schema()).add(name.name());
    }

    /** The manifest in a comment, if it is one of our format. */
    static Optional<Manifest> read(String comment) {
        try {
            JsonNode root = JSON.readTree(comment);
            return root.path("pocstate").asInt() == FORMAT ? Optional.of(snapshot(root)) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static Manifest snapshot(JsonNode root) {
        Map<TableName, SequenceState> sequences = new TreeMap<>();
        for (JsonNode sequence : root.path("sequences")) {
            sequences.put(
                    name(sequence),
                    new SequenceState(
                            sequence.path(2).asLong(), sequence.path(3).asBoolean()));
        }
        Map<String, String> application = new TreeMap<>();
        root.path("application")
                .properties()
                .forEach(entry ->
                        application.put(entry.getKey(), entry.getValue().asText()));
        return new Manifest(
                SnapshotId.parse(root.path("id").asText()).orElseThrow(),
                root.path("who").asText(),
                new ServerMark(
                        root.path("postgres").asInt(), root.path("collation").asText()),
                new DatabaseFingerprint(root.path("schema").asText(), tables(root.path("tables")), sequences),
                tables(root.path("twins")),
                root.path("bytes").asLong(),
                application);
    }

    private static Map<TableName, TableFingerprint> tables(JsonNode list) {
        Map<TableName, TableFingerprint> tables = new TreeMap<>();
        for (JsonNode table : list) {
            TableFingerprint print = new TableFingerprint(
                    table.path(2).asLong(),
                    table.path(3).asLong(),
                    table.path(4).asLong());
            tables.put(name(table), print);
        }
        return tables;
    }

    private static TableName name(JsonNode entry) {
        return new TableName(entry.path(0).asText(), entry.path(1).asText());
    }
}
