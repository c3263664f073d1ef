package io.github.pocstate.snapshot.postgres.internal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A manifest that is not exactly as it should be is refused, and the error quotes nothing of it. */
class FileManifestJsonTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String written = new String(FileManifestJson.write(SpecimenFile.MANIFEST), StandardCharsets.UTF_8);

    @Test
    void isReadBackAsItWasWritten() throws IOException {
        assertThat(read(written)).isEqualTo(SpecimenFile.MANIFEST);
    }

    @Test
    void noFieldMayBeMissing() throws IOException {
        JsonNode root = JSON.readTree(written);
        List<String> places = List.of(
                "",
                "/tables/1",
                "/tables/1/columns/0",
                "/tables/1/content",
                "/views/0",
                "/sequences/0",
                "/attachments/0");
        for (String place : places) {
            for (String field : JSON.readTree(written)
                    .at(place)
                    .propertyStream()
                    .map(e -> e.getKey())
                    .toList()) {
                JsonNode changed = root.deepCopy();
                ((ObjectNode) changed.at(place)).remove(field);
                assertRefused(changed.toString());
                ((ObjectNode) changed.at(place)).putNull(field);
                assertRefused(changed.toString());
                ((ObjectNode) changed.at(place)).put(field, 1.5);
                assertRefused(changed.toString());
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "\"rows\" : 2; \"rows\" : -2",
                "\"rows\" : 2; \"rows\" : 99999999999999999999999999",
                "\"rows\" : 2; \"rows\" : 1e400",
                "\"rows\" : 2; \"rows\" : \"2\"",
                "\"rows\" : 2; \"rows\" : 9000000000000000000",
                "\"bytes\" : 4; \"bytes\" : 9223372036854775807",
                "\"bytes\" : 4; \"bytes\" : -1",
                "\"bytes\" : 4; \"bytes\" : 4, \"bytes\" : 4",
                "\"bytes\" : 4; \"bytes\" : 4, \"more\" : 4",
                "\"called\" : true; \"called\" : 1",
                "\"4.7.3\"; 473",
                "phase-1-2026; ../../2026",
                "\"empty\"; \"../site\"",
                "\"name\" : \"name\"; \"name\" : \"id\"",
            })
    void noValueMayBeOfAnotherKind(String right, String wrong) {
        assertThat(written).contains(right);
        assertRefused(written.replace(right, wrong));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "3", "\"text\"", "{", "{}", "{} {}", "\u0000"})
    void somethingElseIsRefused(String json) {
        assertRefused(json);
        assertRefused(written + json + "x");
    }

    @Test
    void deeplyNestedOnesAreRefused() {
        assertRefused("[".repeat(1_000_000));
        assertRefused("{\"application\":".repeat(100_000));
    }

    @Test
    void anotherFormatIsNamed() {
        assertThatThrownBy(() -> read(written.replace("\"format\" : 1", "\"format\" : 2, \"new\" : true")))
                .isInstanceOf(DamagedFileException.class)
                .hasMessage("its format is 2, and this version reads 1 only");
    }

    @Test
    void theErrorSaysWhereAndQuotesNothing() {
        assertThatThrownBy(() -> read(written.replace("\"rows\" : 2", "\"rows\" : \"secret\"")))
                .isInstanceOf(DamagedFileException.class)
                .hasMessage("its manifest is not as it should be, at tables [1] content rows")
                .hasNoCause();
    }

    private static void assertRefused(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(DamagedFileException.class);
    }

    private static FileManifest read(String json) throws IOException {
        return FileManifestJson.read(json.getBytes(StandardCharsets.UTF_8));
    }
}
