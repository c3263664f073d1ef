package io.github.pocstate.netbox.internal.compare;

import static io.github.pocstate.netbox.Specimens.asBuilt;
import static io.github.pocstate.netbox.Specimens.cabled;
import static io.github.pocstate.netbox.Specimens.nic;
import static io.github.pocstate.netbox.Specimens.port;
import static io.github.pocstate.netbox.Specimens.server;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.netbox.Specimens.ServerBuilder;
import io.github.pocstate.netbox.internal.compare.CableWork.NicWork;
import io.github.pocstate.netbox.model.CableEnd;
import io.github.pocstate.netbox.model.ProductionNic;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CableWorkTest {
    private static CableWork invert(ServerBuilder server) {
        return new CableWork(server.build(), asBuilt(1).exchanged(), true);
    }

    private static CableWork restore(ServerBuilder server) {
        return new CableWork(server.build(), asBuilt(1), false);
    }

    private static Optional<Long> detached(CableWork work) {
        return work.toDetach().map(CableEnd::cableId);
    }

    private static List<String> changing(CableWork work) {
        return work.changing().map(nic -> nic.nic().name()).toList();
    }

    @Test
    void ofTwoThatExchangeTheirEndsTheHigherIdLetsGo() {
        assertThat(detached(invert(server(1)))).contains(102L);
        assertThat(detached(restore(server(1).inverted()))).contains(102L);
    }

    @Test
    void theHigherIdMayBeOnTheFirstNic() {
        ServerBuilder server = server(1);
        CableEnd high = new CableEnd(900, "B", Optional.of(port(1001)), false, Map.of(), Optional.empty());
        server.nics(new ProductionNic(13, "eth0", Optional.of(high)), cabled(1, 2, 1002));

        assertThat(detached(invert(server))).contains(900L);
    }

    @Test
    void nothingLetsGoWhenTheHigherOneIsLooseAlready() {
        assertThat(detached(
                        invert(server(1).recorded().nics(cabled(1, 1, 1001), cabled(1, 2, Optional.empty(), false)))))
                .isEmpty();
    }

    @Test
    void theHigherOneLetsGoWhenTheLowerOneIsLoose() {
        assertThat(detached(
                        invert(server(1).recorded().nics(cabled(1, 1, Optional.empty(), false), cabled(1, 2, 1002)))))
                .contains(102L);
    }

    @Test
    void nothingLetsGoWhenBothAreLoose() {
        assertThat(detached(invert(server(1)
                        .recorded()
                        .nics(cabled(1, 1, Optional.empty(), false), cabled(1, 2, Optional.empty(), false)))))
                .isEmpty();
    }

    @Test
    void nothingLetsGoWhenOnlyOneMoves() {
        ServerBuilder half = server(1).recorded().nics(cabled(1, 1, 1001), nic(1, 2));

        assertThat(detached(invert(half))).isEmpty();
        assertThat(detached(restore(half))).isEmpty();
    }

    @Test
    void nothingLetsGoWhenOnlyTagsChange() {
        CableWork work = restore(server(1)
                .recorded()
                .nics(cabled(1, 1, Optional.of(port(1001)), true), cabled(1, 2, Optional.of(port(1002)), true)));

        assertThat(detached(work)).isEmpty();
        assertThat(changing(work)).containsExactly("eth0", "eth1");
    }

    @Test
    void aNicThatIsRightIsNotWritten() {
        CableWork work =
                restore(server(1).recorded().nics(cabled(1, 1, 1001), cabled(1, 2, Optional.of(port(1002)), true)));

        assertThat(changing(work)).containsExactly("eth1");
    }

    @Test
    void aMissingCableMustMoveAndBeMarked() {
        NicWork missing = restore(server(1).recorded().nics(nic(1, 1), cabled(1, 2, 1002)))
                .nics()
                .get(0);

        assertThat(missing.mustMove()).isTrue();
        assertThat(missing.mustChangeMark()).isTrue();
        assertThat(missing.far()).isEqualTo(port(1001));
    }

    @Test
    void anErrorConcernsTheServerOfItsCable() {
        CableWork work = invert(server(1));

        assertThat(work.concerns(101)).isTrue();
        assertThat(work.concerns(102)).isTrue();
        assertThat(work.concerns(201)).isFalse();
    }
}
