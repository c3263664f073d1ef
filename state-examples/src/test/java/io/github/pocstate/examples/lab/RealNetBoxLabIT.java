package io.github.pocstate.examples.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pocstate.Phase;
import io.github.pocstate.PocSession;
import io.github.pocstate.RestoreReport;
import io.github.pocstate.UnfitLabException;
import io.github.pocstate.UnreachableException;
import io.github.pocstate.lab.EmbeddedLab;
import io.github.pocstate.lab.NetBoxKind;
import io.github.pocstate.lab.Processes;
import io.github.pocstate.lab.internal.service.NetBoxInstallation;
import io.github.pocstate.lab.internal.service.NetBoxTuning;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Labs with NetBox itself; the first one installs it from PyPI, if it is not in POC_STATE_NETBOX_VENV or POC_STATE_HOME. */
@Tag("lab")
@EnabledIfSystemProperty(
        named = "pocstate.test.real-netbox",
        matches = "true",
        disabledReason = "the real NetBox is tested with -Preal-netbox")
@Timeout(900)
class RealNetBoxLabIT {

    @TempDir
    Path parent;

    private static EmbeddedLab.Builder small() {
        return EmbeddedLab.builder().servers(2).netBox(NetBoxKind.REAL);
    }

    @Test
    void theLabGoesThroughThePhasesAndLeavesNothing() {
        Path directory;
        try (EmbeddedLab lab = small().start()) {
            directory = lab.directory();
            assertThat(lab.embeddedNetBox()).isEmpty();
            assertThat(restore(lab, Phase.TWO).verified()).isTrue();

            lab.reset();

            assertThat(restore(lab, Phase.ZERO).route().transitions()).isEmpty();
        }
        assertThat(directory).doesNotExist();
        assertThat(Processes.leftOver(directory)).isEmpty();
    }

    @Test
    void bothKindsOfNetBoxServeTheSameDatabase() {
        Path directory = parent.resolve("lab");
        try (EmbeddedLab lab = small().directory(directory).start()) {
            restore(lab, Phase.ONE);
        }
        try (EmbeddedLab lab =
                small().netBox(NetBoxKind.EMBEDDED).directory(directory).start()) {
            assertThat(restore(lab, Phase.ONE).route().transitions()).isEmpty();
        }
    }

    @Test
    void aNetBoxWithoutTheStatusDiscoveredCanBeHad() {
        try (EmbeddedLab lab =
                small().tuning(new NetBoxTuning(1, 2, false, true)).start()) {
            assertThatThrownBy(() -> restore(lab, Phase.TWO))
                    .isInstanceOf(UnfitLabException.class)
                    .hasMessageContaining("discovered");
        }
    }

    @Test
    void anInstallationThatWasStoppedIsBegunAnew() {
        Path venv = parent.resolve("venv");

        assertThat(stoppedAfterAMoment(venv)).hasSize(1).allMatch(step -> step.startsWith("installing NetBox"));
        assertThat(Processes.leftOver(venv)).isEmpty();
        assertThat(stoppedAfterAMoment(venv)).hasSize(1).allMatch(step -> step.startsWith("installing NetBox"));
    }

    private List<String> stoppedAfterAMoment(Path venv) {
        List<String> steps = new ArrayList<>();
        try (NetBoxInstallation installation =
                new NetBoxInstallation(venv, Optional.empty(), parent.resolve("install.log"))) {
            assertThatThrownBy(() -> installation.ensure(step -> {
                        steps.add(step);
                        CompletableFuture.delayedExecutor(2, TimeUnit.SECONDS).execute(installation::close);
                    }))
                    .isInstanceOf(UnreachableException.class);
        }
        return steps;
    }

    private static RestoreReport restore(EmbeddedLab lab, Phase phase) {
        try (PocSession session = PocSession.open(lab.config().build())) {
            return session.restore(phase);
        }
    }
}
