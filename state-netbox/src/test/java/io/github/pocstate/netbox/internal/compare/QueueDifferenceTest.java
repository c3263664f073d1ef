package io.github.pocstate.netbox.internal.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.netbox.internal.compare.QueueDifference.Scoped;
import io.github.pocstate.netbox.internal.compare.QueueDifference.ServerEvent;
import io.github.pocstate.netbox.phase.Event;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class QueueDifferenceTest {
    private static final Optional<Scoped> WHOLE_LAB = Optional.empty();

    private static Event event(String server) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("event_type", "t");
        fields.put("hostname", server);
        fields.put("nested", Map.of("eth0", Map.of("peer", "p")));
        return new Event(fields);
    }

    private static String element(String server, String timestamp) {
        return QueueDifference.render(event(server), timestamp);
    }

    private static List<ServerEvent> wanted(Event... events) {
        return Stream.of(events).map(event -> new ServerEvent(1, event)).toList();
    }

    private static List<Event> events(QueueDifference difference) {
        return difference.missing().stream().map(ServerEvent::event).toList();
    }

    @Test
    void anEventHasItsTimestampInSecondPlace() {
        assertThat(element("srv-1", "2026-01-01T00:00:00Z"))
                .isEqualTo("{\"event_type\":\"t\",\"timestamp\":\"2026-01-01T00:00:00Z\",\"hostname\":\"srv-1\","
                        + "\"nested\":{\"eth0\":{\"peer\":\"p\"}}}");
    }

    @Test
    void anEventWithoutFieldsHasItsTimestampOnly() {
        assertThat(QueueDifference.render(new Event(Map.of()), "now")).isEqualTo("{\"timestamp\":\"now\"}");
    }

    @Nested
    class ForTheWholeLab {
        private QueueDifference of(List<String> elements, Event... wanted) {
            return QueueDifference.of(elements, wanted(wanted), WHOLE_LAB);
        }

        @Test
        void anEmptyQueueMissesAllEvents() {
            QueueDifference difference = of(List.of(), event("a"), event("b"));

            assertThat(events(difference)).containsExactly(event("a"), event("b"));
            assertThat(difference.surplus()).isEmpty();
            assertThat(difference.isEmpty()).isFalse();
        }

        @Test
        void eventsAreEqualButForTheirTimestamps() {
            QueueDifference difference =
                    of(List.of(element("b", "2025"), element("a", "2026")), event("a"), event("b"));

            assertThat(difference.isEmpty()).isTrue();
            assertThat(difference.emptiesQueue()).isFalse();
        }

        @Test
        void eventsAreEqualInAnyOrderOfTheirFields() {
            String other = "{\"nested\":{\"eth0\":{\"peer\":\"p\"}},\"hostname\":\"a\",\"event_type\":\"t\"}";

            assertThat(of(List.of(other), event("a")).isEmpty()).isTrue();
        }

        @Test
        void aDuplicateIsTooMuch() {
            QueueDifference difference =
                    of(List.of(element("a", "1"), element("a", "2"), element("a", "3")), event("a"));

            assertThat(difference.surplus()).containsExactly(element("a", "2"), element("a", "3"));
            assertThat(events(difference)).isEmpty();
        }

        @Test
        void anEventWantedTwiceIsMissingOnce() {
            assertThat(events(of(List.of(element("a", "1")), event("a"), event("a"))))
                    .containsExactly(event("a"));
        }

        @Test
        void whatNobodyWantsIsTooMuchBrokenOrNot() {
            List<String> elements = List.of(
                    element("stranger", "1"), "", "no json", "{\"event_type\":", "[]", "17", "null", "\"text\"", "{}");

            QueueDifference difference = of(elements);

            assertThat(difference.surplus()).isEqualTo(elements);
            assertThat(difference.emptiesQueue()).isTrue();
        }

        @Test
        void theQueueIsNotEmptiedWhenSomethingStays() {
            assertThat(of(List.of(element("a", "1"), "x"), event("a")).emptiesQueue())
                    .isFalse();
        }

        @Test
        void anElementWithSomethingBehindTheEventIsBroken() {
            String element = element("a", "1") + " and more";

            assertThat(of(List.of(element), event("a")).surplus()).containsExactly(element);
        }
    }

    @Nested
    class ForSomeServers {
        private QueueDifference of(List<String> elements, Event... wanted) {
            return QueueDifference.of(
                    elements, wanted(wanted), Optional.of(new Scoped(Set.of("a", "b"), Set.of(), Set.of(), List.of())));
        }

        @Test
        void eventsOfOtherServersStay() {
            QueueDifference difference = of(List.of(element("other", "1"), element("a", "2")));

            assertThat(difference.surplus()).containsExactly(element("a", "2"));
            assertThat(difference.emptiesQueue()).isFalse();
        }

        @Test
        void whatIsAboutNoServerStays() {
            QueueDifference difference = of(List.of("", "no json", "[]", "17", "null", "{}", "{\"hostname\":null}"));

            assertThat(difference.isEmpty()).isTrue();
        }

        @Test
        void eventsAreToldByTheirDeviceNameToo() {
            String element = "{\"device_name\":\"b\",\"hostname\":\"other\"}";

            assertThat(of(List.of(element)).surplus()).containsExactly(element);
        }

        @Test
        void duplicatesOfServersInScopeAreTooMuch() {
            assertThat(of(List.of(element("a", "1"), element("a", "2")), event("a"))
                            .surplus())
                    .containsExactly(element("a", "2"));
        }

        @Test
        void anEmptyQueueIsNotEmptied() {
            assertThat(of(List.of(), event("a")).emptiesQueue()).isFalse();
        }
    }

    /** Server a is in scope, and another server a is not. */
    @Nested
    class ForSomeServersThatShareAName {
        private final Event mine = event("a");
        private final Event theirs = new Event(Map.of("event_type", "t", "hostname", "a", "nested", "other"));

        private QueueDifference of(List<String> elements, List<Event> others, Event... wanted) {
            return QueueDifference.of(
                    elements,
                    wanted(wanted),
                    Optional.of(new Scoped(Set.of("a", "b"), Set.of("a"), Set.of(mine, event("b")), others)));
        }

        private static String element(Event event) {
            return QueueDifference.render(event, "1");
        }

        @Test
        void theEventOfTheOtherStays() {
            assertThat(of(List.of(element(theirs), element(mine)), List.of(theirs), mine)
                            .isEmpty())
                    .isTrue();
            assertThat(of(List.of(element(theirs), element(mine)), List.of(theirs))
                            .surplus())
                    .containsExactly(element(mine));
        }

        @Test
        void anEventThatNoPhaseMakesForTheServerInScopeStays() {
            assertThat(of(List.of(element(theirs), "{\"hostname\":\"a\"}"), List.of())
                            .surplus())
                    .isEmpty();
        }

        @Test
        void ofEqualEventsTheOtherKeepsItsOwn() {
            List<String> two = List.of(element(mine), element(mine));

            assertThat(of(two, List.of(mine), mine).isEmpty()).isTrue();
            assertThat(of(two, List.of(mine)).surplus()).containsExactly(element(mine));
            assertThat(of(two.subList(0, 1), List.of(mine)).isEmpty()).isTrue();
            assertThat(events(of(two.subList(0, 1), List.of(mine), mine))).containsExactly(mine);
        }

        @Test
        void namesThatNoOtherHasCountAsEver() {
            String stale = "{\"hostname\":\"b\"}";

            assertThat(of(List.of(stale), List.of()).surplus()).containsExactly(stale);
        }

        @Test
        void anEventWithoutANameIsAboutNoServer() {
            QueueDifference difference = QueueDifference.of(
                    List.of("{\"hostname\":null}"),
                    List.of(),
                    Optional.of(new Scoped(Set.of("null"), Set.of(), Set.of(), List.of())));

            assertThat(difference.isEmpty()).isTrue();
        }
    }

    @Nested
    class ForAReader {
        @Test
        void anElementIsDescribedByItsServer() {
            assertThat(QueueDifference.describe(element("srv-1", "1"))).isEqualTo("srv-1");
            assertThat(QueueDifference.describe("{\"device_name\":\"srv-2\"}")).isEqualTo("srv-2");
            assertThat(QueueDifference.server(event("srv-3"))).isEqualTo("srv-3");
        }

        @Test
        void whatIsAboutNoServerIsAnUnknownElement() {
            assertThat(QueueDifference.describe("{}")).isEqualTo("an unknown element");
            assertThat(QueueDifference.describe("garbage")).isEqualTo("an unknown element");
        }
    }
}
