package io.github.pocstate.lab.internal.netbox.contract;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;

/** The recorded conversations, one file per topic. */
final class ConversationFiles {

    static final ObjectMapper JSON = mapper();

    private static final Path FOLDER = Path.of(System.getProperty("basedir", "."), "src", "test", "resources")
            .resolve(ConversationFiles.class.getPackageName().replace('.', '/'));

    private ConversationFiles() {}

    private static ObjectMapper mapper() {
        JsonMapper.Builder builder = JsonMapper.builder();
        Stream.of(List.class, Map.class, SortedMap.class)
                .forEach(type -> builder.withConfigOverride(
                        type, override -> override.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY))));
        return builder.build();
    }

    static List<Path> topics() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<Path> topics = files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
            if (topics.isEmpty()) {
                throw new IllegalStateException("no conversations in " + FOLDER + ", so nothing would be compared");
            }
            return topics;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Conversation> read(Path topic) {
        try {
            return JSON.readValue(topic.toFile(), new TypeReference<List<Conversation>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(topic + " is no list of conversations", e);
        }
    }

    static void write(Path topic, List<Conversation> conversations) {
        try {
            Files.writeString(topic, ReadableJson.print(JSON.valueToTree(conversations)) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
