package io.github.pocstate.netbox.internal.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.github.pocstate.netbox.internal.client.NetBoxClient;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CableAttributesTest {
    private static Map<String, Object> read(String json) throws JsonProcessingException {
        return NetBoxClient.JSON.readValue(json, new TypeReference<Map<String, Object>>() {});
    }

    @Test
    void choicesAreWrittenByValueAndObjectsAndTagsById() throws Exception {
        Map<String, Object> attributes = CableAttributes.writable(read("""
                {"id": 7, "type": {"value": "dac-active", "label": "DAC"}, "status": {"value": "planned", "label": "P"},
                 "profile": {"value": "single-1c1p", "label": "x"}, "tenant": {"id": 3, "name": "T"},
                 "bundle": {"id": 4}, "owner": {"id": 5}, "label": "L-1", "color": "aa1409", "length": 1.5,
                 "length_unit": {"value": "m", "label": "Meters"}, "description": "d", "comments": "c",
                 "tags": [{"id": 8, "slug": "x"}, {"id": 9}], "custom_fields": {"room": "R1", "none": null}}
                """), OptionalLong.of(99));

        assertThat(attributes)
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("type", "dac-active"),
                        Map.entry("status", "planned"),
                        Map.entry("profile", "single-1c1p"),
                        Map.entry("tenant", 3),
                        Map.entry("bundle", 4),
                        Map.entry("owner", 5),
                        Map.entry("label", "L-1"),
                        Map.entry("color", "aa1409"),
                        Map.entry("length", 1.5),
                        Map.entry("length_unit", "m"),
                        Map.entry("description", "d"),
                        Map.entry("comments", "c"),
                        Map.entry("tags", List.of(8, 9)),
                        Map.entry(
                                "custom_fields",
                                NetBoxClient.JSON.convertValue(read("{\"room\":\"R1\",\"none\":null}"), Map.class))));
    }

    @Test
    void emptyOnesAreLeftOut() throws Exception {
        assertThat(CableAttributes.writable(read("""
                        {"id": 7, "type": null, "status": {"value": null}, "tenant": null, "label": "", "color": "",
                         "length": null, "length_unit": null, "tags": [], "custom_fields": {}}
                        """), OptionalLong.of(99))).isEmpty();
    }

    @Test
    void aLengthOfZeroIsKept() throws Exception {
        assertThat(CableAttributes.writable(read("{\"length\": 0}"), OptionalLong.of(99)))
                .containsEntry("length", 0);
    }

    @Test
    void theIdIsThatOfTheCable() throws Exception {
        assertThat(CableAttributes.id(read("{\"id\": 7}"))).isEqualTo(7);
        assertThat(CableAttributes.id(read("{\"id\": 9007199254740993}"))).isEqualTo(9007199254740993L);
        assertThat(CableAttributes.id(Map.of())).isEqualTo(-1);
    }

    @Test
    void choicesOfCustomFieldsAreWrittenByValue() throws Exception {
        assertThat(CableAttributes.writable(
                        read("{\"custom_fields\": {\"room\": {\"value\": \"r1\", \"label\": \"Room 1\"}}}"),
                        OptionalLong.of(99)))
                .containsEntry("custom_fields", Map.of("room", "r1"));
    }
}
