package io.github.pocstate.lab.internal.netbox.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * The NetBox under test answers as the real NetBox 4.7.3 did, request by request, on the data set of 601 servers as it
 * comes. Each conversation leaves the lab as it found it; when one fails, the lab is put back for the next.
 *
 * <p>A new conversation is written into the file of its topic without answers, and recorded on a real NetBox that holds
 * the data set, with the lab's environment and a topic, or {@code all}:
 *
 * <pre>{@code
 * mvn test -pl state-lab -am -Dtest=NetBoxContractIT -Dsurefire.failIfNoSpecifiedTests=false \
 *     -Dpocstate.contract.record=cables
 * }</pre>
 */
@Tag("lab")
@TestInstance(Lifecycle.PER_CLASS)
class NetBoxContractIT {

    private static final String RECORDED_TOPIC = System.getProperty("pocstate.contract.record", "");

    private ContractNetBox netBox;
    private FoundLab lab;

    @BeforeAll
    void findNetBox() {
        netBox = ContractNetBox.find();
        lab = FoundLab.remember(netBox.database());
        if (!RECORDED_TOPIC.isEmpty()) {
            lab.numberNewObjectsHigh();
        }
    }

    @AfterAll
    void forget() {
        if (lab != null) {
            lab.close();
        }
    }

    @TestFactory
    Stream<? extends DynamicNode> answersAsTheRealNetBox() {
        if (RECORDED_TOPIC.isEmpty()) {
            return ConversationFiles.topics().stream().map(this::replayed);
        }
        List<Path> recorded = ConversationFiles.topics().stream()
                .filter(topic -> List.of("all", name(topic)).contains(RECORDED_TOPIC))
                .toList();
        assertThat(recorded).as("files of the topic " + RECORDED_TOPIC).isNotEmpty();
        return recorded.stream().map(topic -> DynamicTest.dynamicTest("records " + name(topic), () -> record(topic)));
    }

    private DynamicContainer replayed(Path topic) {
        List<Conversation> conversations = ConversationFiles.read(topic);
        assertThat(conversations).as("conversations in " + topic).isNotEmpty();
        return DynamicContainer.dynamicContainer(
                name(topic),
                conversations.stream()
                        .map(conversation -> DynamicTest.dynamicTest(conversation.name(), () -> replay(conversation))));
    }

    private void replay(Conversation conversation) {
        leavingTheLabAsFound(conversation, () -> {
            Dialogue dialogue = new Dialogue(netBox);
            conversation.exchanges().forEach(exchange -> {
                Answer actual = dialogue.ask(exchange);
                requireEqual(conversation, exchange, dialogue.expected(exchange), actual);
            });
        });
    }

    private static void requireEqual(Conversation conversation, Exchange exchange, Answer expected, Answer actual) {
        JsonNode expectedTree = ConversationFiles.JSON.valueToTree(expected);
        JsonNode actualTree = ConversationFiles.JSON.valueToTree(actual);
        JsonDifference.first(expectedTree, actualTree).ifPresent(difference -> {
            throw new AssertionError("""
                    [%s] %s is answered otherwise at %s
                      expected: %s
                      actual:   %s
                    request:
                    %s
                    expected answer:
                    %s
                    actual answer:
                    %s""".formatted(
                            conversation.name(),
                            exchange,
                            difference.path(),
                            difference.expected(),
                            difference.actual(),
                            ReadableJson.print(ConversationFiles.JSON.valueToTree(exchange.with(null))),
                            ReadableJson.print(expectedTree),
                            ReadableJson.print(actualTree)));
        });
    }

    private void record(Path topic) {
        List<Conversation> recorded = new ArrayList<>();
        for (Conversation conversation : ConversationFiles.read(topic)) {
            leavingTheLabAsFound(conversation, () -> {
                Dialogue dialogue = new Dialogue(netBox);
                recorded.add(new Conversation(
                        conversation.name(),
                        conversation.exchanges().stream()
                                .map(exchange -> exchange.with(dialogue.named(dialogue.ask(exchange))))
                                .toList()));
            });
        }
        ConversationFiles.write(topic, recorded);
    }

    private void leavingTheLabAsFound(Conversation conversation, Runnable talk) {
        try {
            talk.run();
            assertThat(conversation.onlyReads() ? List.of() : lab.changedTables())
                    .as("tables that [" + conversation.name() + "] left changed")
                    .isEmpty();
        } catch (AssertionError | RuntimeException e) {
            lab.putBack();
            throw e;
        }
    }

    private static String name(Path topic) {
        return topic.getFileName().toString().replace(".json", "");
    }
}
