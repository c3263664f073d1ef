package io.github.pocstate.netbox.internal.compare;

import static io.github.pocstate.netbox.Specimens.cabled;
import static io.github.pocstate.netbox.Specimens.lab;
import static io.github.pocstate.netbox.Specimens.nic;
import static io.github.pocstate.netbox.Specimens.pool;
import static io.github.pocstate.netbox.Specimens.server;
import static io.github.pocstate.netbox.internal.compare.DifferenceFixture.between;
import static io.github.pocstate.netbox.internal.compare.DifferenceFixture.inverted;
import static io.github.pocstate.netbox.internal.compare.DifferenceFixture.isEmpty;
import static io.github.pocstate.netbox.internal.compare.DifferenceFixture.restored;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.Phase;
import io.github.pocstate.Scope;
import io.github.pocstate.netbox.Specimens.ServerBuilder;
import io.github.pocstate.netbox.model.Inventory;
import io.github.pocstate.netbox.model.Note;
import io.github.pocstate.netbox.model.Server;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DifferenceFromAnyStartTest {

    enum Target {
        ZERO(Phase.ZERO),
        ONE(Phase.ONE),
        TWO(Phase.TWO);

        private final Phase phase;

        Target(Phase phase) {
            this.phase = phase;
        }
    }

    private final List<Server> clean = List.of(
            server(1).build(),
            server(2).build(),
            server(3).build(),
            server(4).withoutMac().build(),
            server(5).nics(cabled(5, 1, 5001)).build());

    private Inventory cleanLab() {
        return lab(Scope.ALL, clean, List.of(pool(1, "10.55.1.0/29", "10.55.1.2")), List.of(), List.of());
    }

    @ParameterizedTest
    @EnumSource
    void whatWasRestoredNeedsNothing(Target target) {
        assertThat(isEmpty(between(restored(cleanLab(), target.phase), target.phase)))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void everyOtherPhaseLeadsToTheSameLab(Target target) {
        List<String> wanted = PaperLab.describe(restored(cleanLab(), target.phase));

        for (Target start : Target.values()) {
            Inventory from = restored(cleanLab(), start.phase);
            assertThat(PaperLab.describe(restored(from, target.phase))).isEqualTo(wanted);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLabInDisorderLeadsToTheSameLab(Target target) {
        List<String> wanted = PaperLab.describe(restored(cleanLab(), target.phase));
        Random random = new Random(2026);

        for (int round = 0; round < 100; round++) {
            Inventory disorder = disorder(random);
            Inventory end = restored(disorder, target.phase);
            assertThat(isEmpty(between(end, target.phase))).isTrue();
            assertThat(PaperLab.describe(end))
                    .as(() -> String.join("\n", PaperLab.describe(disorder)))
                    .isEqualTo(wanted);
        }
    }

    private Inventory disorder(Random random) {
        List<Server> servers = new ArrayList<>();
        for (long number = 1; number <= 5; number++) {
            servers.add(disorder(number, random));
        }
        List<String> queue = new ArrayList<>(List.of("garbage", "{\"device_name\":\"srv-1\"}"));
        queue.addAll(restored(cleanLab(), Phase.TWO).updateQueue().subList(0, random.nextInt(3)));
        return lab(
                Scope.ALL,
                servers,
                List.of(pool(1, "10.55.1.0/29", "10.55.1.2")),
                queue.subList(0, random.nextInt(2)),
                queue);
    }

    private Server disorder(long number, Random random) {
        ServerBuilder server = server(number)
                .status(List.of("offline", "planned", "discovered", "failed", "active")
                        .get(random.nextInt(5)));
        if (random.nextBoolean()) {
            server.bmcAddress(number * 50, "10.55.1." + (1 + random.nextInt(6)) + "/29");
            server.oob(random.nextBoolean() ? number * 50 : 77);
        }
        if (random.nextBoolean()) {
            server.mgmtAddress(number * 50 + 1, "10.55.1." + (1 + random.nextInt(6)) + "/29");
        }
        if (random.nextBoolean()) {
            server.journal(number * 50, new Note("danger", "Something old.", Optional.empty()));
        }
        if (number == 4) {
            server.withoutMac();
        }
        if (number == 5) {
            return server.nics(cabled(5, 1, 5001)).build();
        }
        long first = number * 1000 + 1;
        long second = number * 1000 + 2;
        switch (random.nextInt(7)) {
            case 0 -> server.cabledTo(first, second);
            case 1 -> server.inverted();
            case 2 -> server.inverted().journal(number * 60, inverted(number));
            case 3 -> server.cabledTo(second, first).recorded();
            case 4 -> server.recorded().nics(cabled(number, 1, first), cabled(number, 2, Optional.empty(), true));
            case 5 -> server.recorded().nics(nic(number, 1), cabled(number, 2, first));
            default -> server.recorded().nics(nic(number, 1), nic(number, 2));
        }
        return server.build();
    }
}
