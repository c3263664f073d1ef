package io.github.pocstate.lab.internal.netbox.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JsonDifferenceTest {

    private static Optional<JsonDifference> between(String expected, String actual) throws JsonProcessingException {
        return JsonDifference.first(ConversationFiles.JSON.readTree(expected), ConversationFiles.JSON.readTree(actual));
    }

    @Test
    void theOrderOfFieldsDoesNotCount() throws Exception {
        assertThat(between("{\"a\": 1, \"b\": [{\"c\": null}]}", "{\"b\": [{\"c\": null}], \"a\": 1}"))
                .isEmpty();
    }

    @Test
    void theFirstDifferenceIsNamedByItsPath() throws Exception {
        assertThat(between(
                        "{\"a\": [{\"b\": 1}, {\"b\": 2}], \"c\": 1}", "{\"a\": [{\"b\": 1}, {\"b\": 3}], \"c\": 2}"))
                .contains(new JsonDifference("$.a[1].b", "2", "3"));
    }

    @Test
    void whatIsMissingAndWhatIsTooMuchDiffers() throws Exception {
        assertThat(between("{\"a\": null}", "{}")).contains(new JsonDifference("$.a", "null", "(nothing)"));
        assertThat(between("[1]", "[1, 2]")).contains(new JsonDifference("$[1]", "(nothing)", "2"));
    }

    @Test
    void aTextIsNoNumberAndAnEmptyListIsNotNull() throws Exception {
        assertThat(between("1", "\"1\"")).contains(new JsonDifference("$", "1", "\"1\""));
        assertThat(between("[]", "null")).contains(new JsonDifference("$", "[]", "null"));
        assertThat(between("1", "1.0")).contains(new JsonDifference("$", "1", "1.0"));
    }
}
