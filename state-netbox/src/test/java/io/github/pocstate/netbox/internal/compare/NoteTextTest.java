package io.github.pocstate.netbox.internal.compare;

import static io.github.pocstate.netbox.Specimens.asBuilt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.pocstate.netbox.model.FarEnd;
import io.github.pocstate.netbox.model.Note;
import io.github.pocstate.netbox.model.Wiring;
import io.github.pocstate.netbox.model.Wiring.Link;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoteTextTest {
    private static Wiring wiring(String name) {
        return new Wiring(
                new Link(name, new FarEnd("dcim.interface", List.of(1L, 2L), "device " + name, name), Map.of()),
                new Link(
                        name + "2",
                        new FarEnd("dcim.frontport", List.of(Long.MAX_VALUE), "", "port " + name),
                        Map.of("label", name, "color", "aa1409", "length", 1.5, "tags", List.of(3, 4))));
    }

    private static Note readBack(Note note) {
        return NoteText.read(note.kind(), NoteText.write(note));
    }

    @Nested
    class ANoteThatWasWritten {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "eth0",
                    "Ethernet1/1",
                    "größe Ω 网卡 🚀",
                    "with \"quotes\" and 'quotes'",
                    "with `back` ticks`",
                    "a | pipe | and \\ backslash",
                    "line\nbreak\ttab",
                    "[{\"nic\":1}]",
                    "wiring as built: "
                })
        void isReadBackAsItWas(String name) {
            Note note = new Note("danger", "Some text with `code` and | pipes.\n\nMore.", Optional.of(wiring(name)));

            assertThat(readBack(note)).isEqualTo(note);
        }

        @Test
        void isReadBackWithoutWiring() {
            Note note = new Note("danger", "BMC discovery failed: `x`.", Optional.empty());

            assertThat(NoteText.write(note)).isEqualTo("BMC discovery failed: `x`.");
            assertThat(readBack(note)).isEqualTo(note);
        }

        @Test
        void endsWithTheWiringAsJson() {
            assertThat(NoteText.write(new Note("info", "A record.", Optional.of(asBuilt(1)))))
                    .isEqualTo("""
                            A record.

                            `wiring as built: [{"nic":"eth0","type":"dcim.interface","ids":[1001],"device":"switch-1001",\
                            "port":"xe-0/0/1001"},{"nic":"eth1","type":"dcim.interface","ids":[1002],\
                            "device":"switch-1002","port":"xe-0/0/1002"}]`""");
        }

        @Test
        void isReadBackThoughANameLooksLikeTheMarker() {
            Note note = new Note("info", "A record.", Optional.of(wiring("`wiring as built: x")));

            assertThat(readBack(note)).isEqualTo(note);
        }
    }

    @Nested
    class ANoteThatPeopleChanged {
        private final String written = NoteText.write(new Note("info", "A record.", Optional.of(asBuilt(1))));

        @Test
        void keepsItsWiringWhenTextIsPutBeforeOrAfter() {
            Note note = NoteText.read("info", "Seen by Ann.\r\n" + written + "\n\nDone.");

            assertThat(note.wiring()).contains(asBuilt(1));
        }

        @Test
        void keepsItsTextWhenTheWiringIsCut() {
            String cut = written.substring(0, written.length() - 20);

            assertThat(NoteText.read("info", cut)).isEqualTo(new Note("info", cut, Optional.empty()));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "`",
                    "``",
                    "`wiring as built: ",
                    "`wiring as built: `",
                    "`wiring as built: x`",
                    "`wiring as built: null`",
                    "`wiring as built: []`",
                    "`wiring as built: {}`",
                    "`wiring as built: \"text\"`",
                    "`wiring as built: [null,null]`",
                    "`wiring as built: [{},{}]`",
                    "`wiring as built: [{\"nic\":\"a\",\"type\":\"t\",\"ids\":[1]}]`",
                    "`wiring as built: [{\"nic\":\"a\",\"type\":\"t\",\"ids\":[]},{\"nic\":\"b\",\"type\":\"t\",\"ids\":[1]}]`",
                    "`wiring as built: [{\"nic\":\"a\",\"type\":\"t\",\"ids\":[null]},{\"nic\":\"b\",\"type\":\"t\",\"ids\":[1]}]`",
                    "`wiring as built: [{\"nic\":\"a\",\"type\":null,\"ids\":[1]},{\"nic\":\"b\",\"type\":\"t\",\"ids\":[1]}]`",
                    "`wiring as built: [{\"nic\":\"a\",\"type\":\"t\",\"ids\":[1],\"cable\":{\"x\":null}},"
                            + "{\"nic\":\"b\",\"type\":\"t\",\"ids\":[1]}]`",
                    "`wiring as built: [{\"nic\":\"a\",\"type\":\"t\",\"ids\":[99999999999999999999]},"
                            + "{\"nic\":\"b\",\"type\":\"t\",\"ids\":[1]}]`",
                    "`wiring as built: [{\"nic\":\"a\",\"type\":\"t\",\"ids\":[1e999999999]},"
                            + "{\"nic\":\"b\",\"type\":\"t\",\"ids\":[1]}]`",
                    "`wiring as built: [{\"nic\":{},\"type\":\"t\",\"ids\":[1]},{\"nic\":\"b\",\"type\":\"t\",\"ids\":1}]`",
                })
        void isANoteWithoutWiringWhenGarbled(String comments) {
            Note note = NoteText.read("danger", comments);

            assertThat(note).isEqualTo(new Note("danger", comments, Optional.empty()));
        }

        @Test
        void isANoteWithoutWiringWhenNestedTooDeep() {
            String deep = "`wiring as built: " + "[".repeat(100_000) + "`";

            assertThat(NoteText.read("info", deep).wiring()).isEmpty();
        }

        @Test
        void isNeverAnException() {
            Random random = new Random(4711);
            String alphabet = written + "[]{}\",:`0123456789-+eE.\\u\u0000\uD800null";
            for (int round = 0; round < 20_000; round++) {
                StringBuilder garbled = new StringBuilder(written);
                for (int change = 0; change <= random.nextInt(6); change++) {
                    int at = random.nextInt(garbled.length());
                    char other = alphabet.charAt(random.nextInt(alphabet.length()));
                    switch (random.nextInt(4)) {
                        case 0 -> garbled.setCharAt(at, other);
                        case 1 -> garbled.insert(at, other);
                        case 2 -> garbled.delete(at, Math.min(garbled.length(), at + 1 + random.nextInt(12)));
                        default -> garbled.insert(at, garbled.substring(at));
                    }
                    if (garbled.isEmpty() || garbled.length() > 5_000) {
                        break;
                    }
                }
                String comments = garbled.toString();
                assertThatCode(() -> NoteText.read("info", comments))
                        .as(comments)
                        .doesNotThrowAnyException();
            }
        }
    }
}
