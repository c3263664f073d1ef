package io.github.pocstate.netbox.internal.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.github.pocstate.netbox.dto.Choice;
import io.github.pocstate.netbox.dto.CustomFieldDto;
import io.github.pocstate.netbox.internal.client.NetBoxClient;
import io.github.pocstate.netbox.model.Obstacle;
import java.util.Collections;
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
        Map<String, Object> attributes = attributes(read("""
                {"id": 7, "type": {"value": "dac-active", "label": "DAC"}, "status": {"value": "planned", "label": "P"},
                 "profile": {"value": "single-1c1p", "label": "x"}, "tenant": {"id": 3, "name": "T"},
                 "bundle": {"id": 4}, "owner": {"id": 5}, "label": "L-1", "color": "aa1409", "length": 1.5,
                 "length_unit": {"value": "m", "label": "Meters"}, "description": "d", "comments": "c",
                 "tags": [{"id": 8, "slug": "x"}, {"id": 9}], "custom_fields": {"room": "R1", "none": null}}
                """));

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
                        Map.entry("custom_fields", Map.of("room", "R1"))));
    }

    @Test
    void emptyOnesAreLeftOut() throws Exception {
        assertThat(attributes(read("""
                        {"id": 7, "type": null, "status": {"value": null}, "tenant": null, "label": "", "color": "",
                         "length": null, "length_unit": null, "tags": [], "custom_fields": {}}
                        """))).isEmpty();
    }

    @Test
    void aLengthOfZeroIsKept() throws Exception {
        assertThat(attributes(read("{\"length\": 0}"))).containsEntry("length", 0);
    }

    @Test
    void theIdIsThatOfTheCable() throws Exception {
        assertThat(CableAttributes.id(read("{\"id\": 7}"))).isEqualTo(7);
        assertThat(CableAttributes.id(read("{\"id\": 9007199254740993}"))).isEqualTo(9007199254740993L);
        assertThat(CableAttributes.id(Map.of())).isEqualTo(-1);
    }

    @Test
    void choicesOfCustomFieldsAreWrittenByValue() throws Exception {
        assertThat(attributes(
                        read("{\"custom_fields\": {\"room\": {\"value\": \"r1\", \"label\": \"Room 1\"}}}"),
                        field("room", "select")))
                .containsEntry("custom_fields", Map.of("room", "r1"));
    }

    @Test
    void objectsOfCustomFieldsAreWrittenById() throws Exception {
        assertThat(attributes(
                        read("""
                                {"custom_fields": {"room": {"id": 7, "url": "http://n/api/dcim/locations/7/", "display": "R"},
                                 "racks": [{"id": 8, "display": "A"}, {"id": 9, "display": "B"}],
                                 "marks": ["a", {"value": "b", "label": "B"}], "none": null}}
                                """),
                        field("room", "object"),
                        field("racks", "multiobject"),
                        field("marks", "multiselect"),
                        field("none", "object")))
                .containsEntry("custom_fields", Map.of("room", 7, "racks", List.of(8, 9), "marks", List.of("a", "b")));
    }

    @Test
    void jsonOfACustomFieldStaysAsItIs() throws Exception {
        Map<String, Object> cable = read("{\"custom_fields\": {\"data\": {\"id\": 7, \"value\": [1], \"label\": {}}}}");

        assertThat(attributes(cable, field("data", "json")))
                .containsEntry(
                        "custom_fields", Map.of("data", Map.of("id", 7, "value", List.of(1), "label", Map.of())));
    }

    @Test
    void aNullIsWrittenWhereNetBoxWouldFillInADefault() throws Exception {
        CustomFieldDto field =
                new CustomFieldDto(1, "team", new Choice("text"), "lab", List.of("dcim.cable"), null, null, null);

        assertThat(attributes(read("{\"custom_fields\": {\"team\": null}}"), field))
                .containsEntry("custom_fields", Collections.singletonMap("team", null));
    }

    @Test
    void aValueThatOnlyAnUnseenDefinitionExplainsWouldBeLost() throws Exception {
        Map<String, Object> cable = read("{\"custom_fields\": {\"room\": {\"id\": 7}, \"plain\": \"text\"}}");

        assertThat(of(cable).loss())
                .map(Obstacle::reason)
                .hasValueSatisfying(
                        reason -> assertThat(reason)
                                .isEqualTo(
                                        "has a production cable whose custom field room the token cannot read the definition of"));
        assertThat(of(cable, field("room", "object")).loss()).isEmpty();
    }

    private static CableDetails of(Map<String, Object> cable, CustomFieldDto... fields) {
        return new CableAttributes(OptionalLong.of(99), List.of(fields)).of(cable);
    }

    private static Map<String, Object> attributes(Map<String, Object> cable, CustomFieldDto... fields) {
        return of(cable, fields).attributes();
    }

    private static CustomFieldDto field(String name, String type) {
        return new CustomFieldDto(1, name, new Choice(type), null, List.of("dcim.cable"), null, null, null);
    }
}
