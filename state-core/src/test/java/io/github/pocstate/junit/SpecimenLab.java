package io.github.pocstate.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.LockStatus.Holder;
import io.github.pocstate.config.DatabaseSettings;
import io.github.pocstate.config.PocConfig;
import io.github.pocstate.config.Secret;
import io.github.pocstate.spi.DatabaseGuide;
import io.github.pocstate.spi.Lab;
import io.github.pocstate.spi.LabProvider;
import io.github.pocstate.spi.SnapshotProvider;
import io.github.pocstate.spi.SnapshotStore;
import io.github.pocstate.testkit.FakeLab;
import io.github.pocstate.testkit.FakeSnapshotStore;
import io.github.pocstate.testkit.ServicesOnClassPath;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** A fake lab for each test, and the runs of specimens on it; register it as an extension. Specimens are on its lab. */
public final class SpecimenLab implements BeforeEachCallback, AfterEachCallback {

    static final PocConfig CONFIG = PocConfig.builder()
            .netBox(URI.create("http://127.0.0.1:8000"), Secret.of("0123456789"))
            .database("postgresql://netbox:netbox@127.0.0.1:5432/netbox")
            .build();

    static FakeLab lab;
    static FakeSnapshotStore snapshots;
    static int opened;

    private ServicesOnClassPath adapter;
    private ServicesOnClassPath keeper;

    @Override
    public void beforeEach(ExtensionContext context) {
        lab = new FakeLab(2);
        snapshots = new FakeSnapshotStore(lab);
        opened = 0;
        adapter = ServicesOnClassPath.with(LabProvider.class, Adapter.class.getName());
        keeper = ServicesOnClassPath.with(SnapshotProvider.class, Keeper.class.getName());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        keeper.close();
        adapter.close();
    }

    /** From now on snapshots can be kept. */
    static FakeSnapshotStore withDatabase() {
        lab.withDatabase();
        return snapshots;
    }

    static EngineExecutionResults run(Class<?>... specimens) {
        return run(Map.of(), specimens);
    }

    static EngineExecutionResults run(Map<String, String> parameters, Class<?>... specimens) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(Arrays.stream(specimens)
                        .map(DiscoverySelectors::selectClass)
                        .toArray(ClassSelector[]::new))
                .configurationParameters(parameters)
                .execute();
    }

    /** What was thrown, by tests and by classes. */
    static List<Throwable> failures(EngineExecutionResults results) {
        return results.allEvents().failed().stream()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class))
                .flatMap(result -> result.getThrowable().stream())
                .toList();
    }

    static List<Map<String, String>> entries(EngineExecutionResults results) {
        return results.allEvents().reportingEntryPublished().stream()
                .map((Event event) ->
                        event.getRequiredPayload(ReportEntry.class).getKeyValuePairs())
                .toList();
    }

    /** Specimens use it to say where the lab is. */
    static void requireAll(String status) {
        assertThat(lab.reading().statuses().values()).containsOnly(status);
    }

    /** Where specimens find the lab. */
    public static final class Source implements LabSource {

        @Override
        public PocConfig config() {
            opened++;
            return CONFIG;
        }
    }

    public static final class Adapter implements LabProvider {

        @Override
        public Lab open(PocConfig config) {
            return lab;
        }
    }

    public static final class Keeper implements SnapshotProvider {

        @Override
        public SnapshotStore open(PocConfig config, DatabaseSettings database, Lab of, DatabaseGuide guide) {
            return snapshots;
        }
    }

    /** A specimen for whoever needs one test in a phase. */
    @OnLab(Source.class)
    @InPhase(2)
    static class OneTest {
        @Test
        void isHeld() {
            assertThat(lab.lock().holder()).map(Holder::purpose).hasValue("test OneTest.isHeld");
        }
    }
}
