package io.github.pocstate.netbox.internal.write;

import static com.github.tomakehurst.wiremock.client.WireMock.patchRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.github.pocstate.netbox.Specimens.server;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.github.pocstate.netbox.internal.FakeNetBox;
import io.github.pocstate.netbox.internal.client.NetBoxClient;
import io.github.pocstate.netbox.internal.client.Parallel;
import io.github.pocstate.netbox.internal.compare.Difference.DeviceWork;
import io.github.pocstate.plan.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Bulk writes to a NetBox of stubs that accepts them all, unless a test says otherwise. */
abstract class BulkWriterFixture {

    static final String DEVICES = "/api/dcim/devices/";
    static final String ADDRESSES = "/api/ipam/ip-addresses/";
    static final String JOURNAL = "/api/extras/journal-entries/";

    final Parallel parallel = new Parallel();
    final AtomicInteger progress = new AtomicInteger();
    final Workspace workspace = new Workspace(Map.of(), OptionalLong.of(99));
    private final WireMockExtension stubs;
    NetBoxClient netBox;

    BulkWriterFixture(WireMockExtension stubs) {
        this.stubs = stubs;
    }

    @BeforeEach
    void connect() {
        netBox = FakeNetBox.client(stubs);
        List.of(DEVICES, ADDRESSES, JOURNAL).forEach(path -> FakeNetBox.accept(stubs, path));
    }

    @AfterEach
    void disconnect() {
        netBox.close();
        parallel.close();
    }

    <T> Step.Outcome write(String kind, List<T> objects, BulkWriter.Request<T> request) {
        return write(kind, objects, request, 1);
    }

    <T> Step.Outcome write(String kind, List<T> objects, BulkWriter.Request<T> request, int inFlight) {
        return new BulkWriter(parallel, inFlight, netBox.url()).write(kind, objects, request, progress::addAndGet);
    }

    Step.Outcome writeDevices(int count) {
        List<DeviceWork> work = LongStream.rangeClosed(1, count)
                .mapToObj(id -> new DeviceWork(server(id).build(), Optional.of("planned"), Optional.empty()))
                .toList();
        return write("devices", work, new Writes.UpdateDevices(netBox.dcim, workspace, false));
    }

    /** Ids of the devices in each request, in the order the requests came. */
    List<List<Long>> sent() {
        return FakeNetBox.requests(stubs, patchRequestedFor(urlPathEqualTo(DEVICES))).stream()
                .map(FakeNetBox::ids)
                .toList();
    }
}
