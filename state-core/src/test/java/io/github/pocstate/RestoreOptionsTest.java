package io.github.pocstate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pocstate.testkit.RecordingListener;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RestoreOptionsTest {

    @Test
    void theDefaultIsTheWholeLabForReal() {
        assertThat(RestoreOptions.DEFAULT)
                .isEqualTo(new RestoreOptions(
                        Scope.ALL, false, false, Strategy.AUTO, ForeignChanges.KEEP, false, ProgressListener.NONE))
                .isEqualTo(RestoreOptions.builder().build());
    }

    @Test
    void everyChoiceArrives() {
        RecordingListener listener = new RecordingListener();

        RestoreOptions options = RestoreOptions.builder()
                .limit(10)
                .site("dc-north")
                .dryRun(true)
                .publishDiscovery(true)
                .strategy(Strategy.SNAPSHOT)
                .foreign(ForeignChanges.DISCARD)
                .undo(true)
                .listener(listener)
                .build();

        assertThat(options.strategy()).isEqualTo(Strategy.SNAPSHOT);
        assertThat(options.foreign()).isEqualTo(ForeignChanges.DISCARD);
        assertThat(options.undo()).isTrue();
        assertThat(options.scope()).isEqualTo(new Scope(OptionalInt.of(10), Optional.of("dc-north")));
        assertThat(options.dryRun()).isTrue();
        assertThat(options.publishDiscovery()).isTrue();
        assertThat(options.listener()).isSameAs(listener);
        assertThat(options.goal(Phase.ONE)).isEqualTo(new Goal(Phase.ONE, options.scope(), true));
    }

    @Test
    void aLimitOfZeroIsRefused() {
        assertThatThrownBy(RestoreOptions.builder().limit(0)::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("limit is 0, it must be 1 or greater");
    }

    @Test
    void aBlankSiteIsRefused() {
        assertThatThrownBy(RestoreOptions.builder().site(" ")::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("site is blank, it must be the slug of a site");
    }

    @Test
    void nullsAreRefusedByName() {
        assertThatThrownBy(() -> new RestoreOptions(
                        null, false, false, Strategy.AUTO, ForeignChanges.KEEP, false, ProgressListener.NONE))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("scope");
        assertThatThrownBy(() -> RestoreOptions.builder().listener(null).build())
                .isInstanceOf(NullPointerException.class)
                .hasMessage("listener");
        assertThatThrownBy(() -> RestoreOptions.DEFAULT.goal(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("phase");
    }

    @Test
    void aGoalKeepsItsChoicesForAnotherPhase() {
        Goal goal =
                RestoreOptions.builder().limit(3).publishDiscovery(true).build().goal(Phase.TWO);

        assertThat(goal.at(Phase.ONE)).isEqualTo(new Goal(Phase.ONE, goal.scope(), true));
    }

    @Test
    void nobodyListensByDefault() {
        assertThatNoException().isThrownBy(() -> {
            ProgressListener.NONE.started("stage", 1);
            ProgressListener.NONE.advanced("stage", 1);
            ProgressListener.NONE.finished("stage");
        });
    }
}
