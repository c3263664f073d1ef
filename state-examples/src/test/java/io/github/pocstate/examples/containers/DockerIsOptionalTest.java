package io.github.pocstate.examples.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.testcontainers.DockerClientFactory;

class DockerIsOptionalTest {

    @Test
    void withoutDockerTheContainersAreSkippedAndTheReasonIsTold() {
        assumeFalse(DockerClientFactory.instance().isDockerAvailable(), "there is Docker, so nothing is skipped");

        var results = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(NetBoxContainersIT.class))
                .execute();

        assertThat(results.containerEvents().skipped().stream())
                .singleElement()
                .extracting(Event::getPayload)
                .asString()
                .contains("Docker is not available");
        assertThat(results.testEvents().started().count()).isZero();
    }
}
