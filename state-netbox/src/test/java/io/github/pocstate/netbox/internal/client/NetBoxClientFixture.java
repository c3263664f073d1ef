package io.github.pocstate.netbox.internal.client;

import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.github.pocstate.netbox.dto.DevicePatch;
import io.github.pocstate.netbox.dto.TagPost;
import io.github.pocstate.netbox.internal.FakeNetBox;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A client of a NetBox of stubs, for each test. */
abstract class NetBoxClientFixture {

    static final List<DevicePatch> PATCHES = List.of(new DevicePatch(7, "planned", null));
    static final List<TagPost> TAGS = List.of(new TagPost("a", "a", "x"));

    private final WireMockExtension stubs;
    NetBoxClient netBox;
    String url;

    NetBoxClientFixture(WireMockExtension stubs) {
        this.stubs = stubs;
    }

    @BeforeEach
    void connect() {
        url = FakeNetBox.url(stubs);
        netBox = FakeNetBox.client(stubs);
    }

    @AfterEach
    void disconnect() {
        netBox.close();
    }

    /** How many requests came. */
    int requests() {
        return stubs.findAll(anyRequestedFor(anyUrl())).size();
    }
}
