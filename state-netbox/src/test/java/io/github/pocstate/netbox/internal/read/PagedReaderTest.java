package io.github.pocstate.netbox.internal.read;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.github.pocstate.netbox.internal.FakeNetBox.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.pocstate.RejectedException;
import io.github.pocstate.netbox.dto.Page;
import io.github.pocstate.netbox.dto.SluggedDto;
import io.github.pocstate.netbox.internal.FakeNetBox;
import io.github.pocstate.netbox.internal.client.NetBoxClient;
import io.github.pocstate.netbox.internal.client.NetBoxRejection;
import io.github.pocstate.netbox.internal.client.Parallel;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PagedReaderTest {
    @RegisterExtension
    static final WireMockExtension SERVER = FakeNetBox.extension();

    private static final String TAGS = "/api/extras/tags/";

    private final Parallel parallel = new Parallel();
    private NetBoxClient netBox;

    @BeforeEach
    void connect() {
        netBox = FakeNetBox.client(SERVER);
    }

    @AfterEach
    void disconnect() {
        netBox.close();
        parallel.close();
    }

    private static String[] tags(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(id -> "{\"id\":" + id + ",\"slug\":\"t" + id + "\"}")
                .toArray(String[]::new);
    }

    private List<Long> read(int pageSize) {
        return new PagedReader(parallel, netBox.url())
                .all(netBox.extras::tags, Map.of("fields", "id,slug"), pageSize, SluggedDto::id).stream()
                        .map(SluggedDto::id)
                        .toList();
    }

    private static void stub(int offset, int count, boolean hasNext, String... objects) {
        SERVER.stubFor(get(urlPathEqualTo(TAGS))
                .withQueryParam("offset", equalTo(String.valueOf(offset)))
                .willReturn(page(count, hasNext, objects)));
    }

    private static List<LoggedRequest> requests() {
        return SERVER.findAll(getRequestedFor(urlPathEqualTo(TAGS)));
    }

    @Test
    void oneAnswerIsEnoughForAShortList() {
        stub(0, 3, false, tags(0, 3));

        assertThat(read(1000)).containsExactly(0L, 1L, 2L);
        SERVER.verify(
                1,
                getRequestedFor(urlPathEqualTo(TAGS))
                        .withQueryParam("ordering", equalTo("id"))
                        .withQueryParam("limit", equalTo("1000"))
                        .withQueryParam("fields", equalTo("id,slug")));
        assertThat(requests()).hasSize(1);
    }

    @Test
    void anEmptyListIsEmpty() {
        stub(0, 0, false);

        assertThat(read(1000)).isEmpty();
    }

    @Test
    void theFirstAnswerDecidesHowLongPagesAre() {
        stub(0, 5, true, tags(0, 2));
        stub(2, 5, true, tags(2, 4));
        stub(4, 5, false, tags(4, 5));

        assertThat(read(1000)).containsExactly(0L, 1L, 2L, 3L, 4L);
        assertThat(requests())
                .extracting(request -> request.queryParameter("offset").firstValue() + " "
                        + request.queryParameter("limit").firstValue())
                .containsExactlyInAnyOrder("0 1000", "2 2", "4 2");
    }

    @Test
    void laterPagesAreReadAtTheSameTimeAndKeptInOrder() {
        CountDownLatch together = new CountDownLatch(4);
        List<Integer> objects = new PagedReader(parallel, "http://fake")
                .all(
                        query -> {
                            int offset = (Integer) query.get("offset");
                            if (offset > 0) {
                                together.countDown();
                                await(together);
                            }
                            return new Page<>(10, offset < 8 ? "next" : null, List.of(offset, offset + 1));
                        },
                        Map.of(),
                        2,
                        Integer::longValue);

        assertThat(objects).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the other pages were not asked for");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aListThatChangedMeanwhileIsReadAgain() {
        SERVER.stubFor(get(urlPathEqualTo(TAGS))
                .inScenario("changing")
                .whenScenarioStateIs(Scenario.STARTED)
                .willSetStateTo("calm")
                .willReturn(page(3, false, tags(0, 2))));
        SERVER.stubFor(get(urlPathEqualTo(TAGS))
                .inScenario("changing")
                .whenScenarioStateIs("calm")
                .willReturn(page(2, false, tags(0, 2))));

        assertThat(read(1000)).containsExactly(0L, 1L);
        assertThat(requests()).hasSize(2);
    }

    @Test
    void anObjectThatCameTwiceIsReadAgain() {
        stub(0, 4, true, tags(0, 2));
        stub(2, 4, false, tags(1, 3));

        assertThatExceptionOfType(RejectedException.class)
                .isThrownBy(() -> read(2))
                .withMessage("""
                        A list changed while it was read, 3 times.
                          where: %s, filters {fields=id,slug}
                          do:    wait until nobody else writes to NetBox""", FakeNetBox.url(SERVER));
        assertThat(requests()).hasSize(6);
    }

    @Test
    void aFailureOfALaterPageIsToldAsItIs() {
        stub(0, 4, true, tags(0, 2));
        SERVER.stubFor(get(urlPathEqualTo(TAGS))
                .withQueryParam("offset", equalTo("2"))
                .willReturn(FakeNetBox.error(403, "{\"detail\":\"Invalid token\"}")));

        assertThatExceptionOfType(NetBoxRejection.class)
                .isThrownBy(() -> read(2))
                .withMessage("HTTP 403: Invalid token");
    }
}
