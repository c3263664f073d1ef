package io.github.pocstate.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pocstate.Fault;
import io.github.pocstate.Goal;
import io.github.pocstate.Phase;
import io.github.pocstate.ProgressListener;
import io.github.pocstate.Scope;
import io.github.pocstate.UnfitLabException;
import io.github.pocstate.internal.Router.Route;
import io.github.pocstate.testkit.FakeLab;
import io.github.pocstate.testkit.FakeTransition;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RouterTest {

    private final FakeLab lab =
            new FakeLab(1).withdraw(Phase.ZERO).withdraw(Phase.ONE).withdraw(Phase.TWO);

    @Nested
    class AmongSeveralWays {

        @Test
        void theCheapestWins() {
            offer("api", Phase.TWO, 90);
            offer("snapshot", Phase.TWO, 2);
            offer("tape", Phase.TWO, 900);

            Route route = route(Phase.TWO);

            assertThat(route.names()).containsExactly("snapshot");
            assertThat(route.cost()).isEqualTo(Duration.ofSeconds(2));
            assertThat(route.reason()).isEqualTo("reason of snapshot");
        }

        @Test
        void theFirstWinsAtEqualCost() {
            offer("first", Phase.TWO, 5);
            offer("second", Phase.TWO, 5);

            assertThat(route(Phase.TWO).names()).containsExactly("first");
        }

        @Test
        void thoseOfTheLabComeBeforeThoseOfProviders() {
            offer("of the lab", Phase.TWO, 5);
            FakeTransition provided = FakeTransition.of(lab, "of a provider", Phase.TWO);
            Router router =
                    new Router(lab, List.of((openLab, target) -> List.of(provided.costing(Duration.ofSeconds(5)))));

            assertThat(route(router, Phase.TWO).names()).containsExactly("of the lab");
        }

        @Test
        void aRefusedOneIsNotTakenHoweverCheap() {
            lab.offer(FakeTransition.of(lab, "snapshot", Phase.TWO).refusing("there are foreign changes"));
            offer("api", Phase.TWO, 90);

            Route route = route(Phase.TWO);

            assertThat(route.names()).containsExactly("api");
            assertThat(route.reason()).isEqualTo("reason of api; not taken: [snapshot: there are foreign changes]");
            assertThat(route.cost()).isEqualTo(Duration.ofSeconds(90));
        }

        @Test
        void everyRefusalIsToldInTheOrderInWhichTheWaysWereAsked() {
            lab.offer(FakeTransition.of(lab, "snapshot", Phase.TWO).refusing("there are foreign changes"));
            offer("api", Phase.TWO, 90);
            lab.offer(FakeTransition.of(lab, "dump", Phase.TWO).refusing("there is no dump"));

            assertThat(route(Phase.TWO).reason())
                    .isEqualTo("reason of api; not taken:"
                            + " [snapshot: there are foreign changes, dump: there is no dump]");
        }

        @Test
        void aDearerOneIsNoRefusal() {
            offer("api", Phase.TWO, 90);
            offer("snapshot", Phase.TWO, 2);

            assertThat(route(Phase.TWO).reason()).isEqualTo("reason of snapshot");
        }
    }

    @Nested
    class WhenTheLabIsAlreadyThere {

        @Test
        void noLegIsTaken() {
            lab.in(Phase.TWO);
            offer("api", Phase.TWO, 0);

            Route route = route(Phase.TWO);

            assertThat(route).isSameAs(Route.HERE);
            assertThat(route.legs()).isEmpty();
            assertThat(route.names()).isEmpty();
            assertThat(route.cost()).isZero();
            assertThat(route.reason()).isEqualTo("the lab is there already");
        }

        @Test
        void theOnlyWayIsNotTakenAgainFromItsOrigin() {
            lab.in(Phase.TWO);
            offer("discovery", Phase.ONE, 10);
            lab.offer(FakeTransition.of(lab, "inversion", Phase.TWO).from(Phase.ONE));

            assertThat(route(Phase.TWO)).isSameAs(Route.HERE);
        }

        @Test
        void nobodyIsAskedSoNobodyRefuses() {
            lab.in(Phase.TWO);
            lab.offer(FakeTransition.of(lab, "snapshot", Phase.TWO).refusing("there are foreign changes"));

            assertThat(route(Phase.TWO).reason()).isEqualTo("the lab is there already");
        }

        @Test
        void noWayNeedsToEndThere() {
            lab.in(Phase.TWO);

            assertThat(route(Phase.TWO)).isSameAs(Route.HERE);
        }
    }

    @Nested
    class WhenAWayStartsFromAnotherPhase {

        @Test
        void theWayIntoThatPhaseComesFirst() {
            offer("discovery", Phase.ONE, 10);
            lab.offer(FakeTransition.of(lab, "inversion", Phase.TWO)
                    .costing(Duration.ofSeconds(5))
                    .from(Phase.ONE));

            Route route = route(Phase.TWO);

            assertThat(route.names()).containsExactly("discovery", "inversion");
            assertThat(route.cost()).isEqualTo(Duration.ofSeconds(15));
            assertThat(route.reason()).isEqualTo("reason of discovery, reason of inversion");
        }

        @Test
        void itIsTakenAloneFromThere() {
            lab.in(Phase.ONE);
            offer("discovery", Phase.ONE, 10);
            lab.offer(FakeTransition.of(lab, "inversion", Phase.TWO)
                    .costing(Duration.ofSeconds(5))
                    .from(Phase.ONE));

            assertThat(route(Phase.TWO).names()).containsExactly("inversion");
        }

        @Test
        void theWholeChainIsComparedWithTheDirectWay() {
            offer("discovery", Phase.ONE, 10);
            lab.offer(FakeTransition.of(lab, "inversion", Phase.TWO)
                    .costing(Duration.ofSeconds(5))
                    .from(Phase.ONE));
            offer("direct", Phase.TWO, 14);

            assertThat(route(Phase.TWO).names()).containsExactly("direct");
        }

        @Test
        void theOriginIsReachedTheCheapestWayToo() {
            offer("by foot", Phase.ONE, 60);
            offer("by snapshot", Phase.ONE, 1);
            lab.offer(FakeTransition.of(lab, "inversion", Phase.TWO).from(Phase.ONE));

            assertThat(route(Phase.TWO).names()).containsExactly("by snapshot", "inversion");
        }

        @Test
        void severalWaysMayStartFromTheSameOrigin() {
            offer("discovery", Phase.ONE, 10);
            lab.offer(FakeTransition.of(lab, "slow", Phase.TWO)
                    .costing(Duration.ofSeconds(60))
                    .from(Phase.ONE));
            lab.offer(FakeTransition.of(lab, "fast", Phase.TWO)
                    .costing(Duration.ofSeconds(5))
                    .from(Phase.ONE));

            assertThat(route(Phase.TWO).names()).containsExactly("discovery", "fast");
        }

        @Test
        void aRefusalOnTheWayToTheirOriginIsToldOnce() {
            lab.offer(FakeTransition.of(lab, "rewind", Phase.ONE).refusing("the lab is too old"));
            offer("discovery", Phase.ONE, 10);
            lab.offer(FakeTransition.of(lab, "slow", Phase.TWO)
                    .costing(Duration.ofSeconds(60))
                    .from(Phase.ONE));
            lab.offer(FakeTransition.of(lab, "fast", Phase.TWO)
                    .costing(Duration.ofSeconds(5))
                    .from(Phase.ONE));

            assertThat(route(Phase.TWO).reason())
                    .isEqualTo("reason of discovery, reason of fast; not taken: [rewind: the lab is too old]");
        }

        @Test
        void aChainMayHaveThreeLegs() {
            lab.in(Phase.TWO);
            Phase third = new Burned();
            lab.teach(third, "burned", "assigned");
            offer("reset", Phase.ZERO, 1);
            lab.offer(FakeTransition.of(lab, "discovery", Phase.ONE).from(Phase.ZERO));
            lab.offer(FakeTransition.of(lab, "burning", third).from(Phase.ONE));

            assertThat(route(third).names()).containsExactly("reset", "discovery", "burning");
        }

        @Test
        void aCycleOfOriginsEndsWithTheError() {
            lab.in(Phase.ZERO);
            lab.offer(FakeTransition.of(lab, "up", Phase.TWO).from(Phase.ONE));
            lab.offer(FakeTransition.of(lab, "down", Phase.ONE).from(Phase.TWO));

            assertThatThrownBy(() -> route(Phase.TWO))
                    .isInstanceOf(UnfitLabException.class)
                    .hasMessage("""
                            There is no way into phase TWO.
                              where: FakeLab of 1 servers: every transition starts from a phase that cannot be reached
                              do:    with state-netbox a phase implements NetBoxPhase; others need a TransitionProvider""");
        }

        @Test
        void aCycleIsLeftWhereAnotherWayEnds() {
            lab.offer(FakeTransition.of(lab, "up", Phase.TWO).from(Phase.ONE));
            lab.offer(FakeTransition.of(lab, "down", Phase.ONE).from(Phase.TWO));
            offer("discovery", Phase.ONE, 60);

            assertThat(route(Phase.TWO).names()).containsExactly("discovery", "up");
        }
    }

    @Nested
    class WithoutAWay {

        @Test
        void theMessageSaysWhoMustBringOne() {
            assertThatThrownBy(() -> route(Phase.TWO))
                    .isInstanceOfSatisfying(
                            UnfitLabException.class, e -> assertThat(e.fault()).isEqualTo(Fault.LAB))
                    .hasMessage("""
                            There is no way into phase TWO.
                              where: FakeLab of 1 servers: no transition ends in this phase
                              do:    with state-netbox a phase implements NetBoxPhase; others need a TransitionProvider""");
        }

        @Test
        void theMessageSaysThatNoOriginCanBeReached() {
            lab.offer(FakeTransition.of(lab, "inversion", Phase.TWO).from(Phase.ONE));

            assertThatThrownBy(() -> route(Phase.TWO))
                    .isInstanceOf(UnfitLabException.class)
                    .hasMessage("""
                            There is no way into phase TWO.
                              where: FakeLab of 1 servers: every transition starts from a phase that cannot be reached
                              do:    with state-netbox a phase implements NetBoxPhase; others need a TransitionProvider""");
        }

        @Test
        void theMessageTellsTheSameRefusalOnce() {
            lab.offer(FakeTransition.of(lab, "slow", Phase.TWO).from(Phase.ONE));
            lab.offer(FakeTransition.of(lab, "fast", Phase.TWO).from(Phase.ONE));
            lab.offer(FakeTransition.of(lab, "discovery", Phase.ONE).refusing("the lab is too old"));

            assertThatThrownBy(() -> route(Phase.TWO))
                    .isInstanceOf(UnfitLabException.class)
                    .hasMessage("""
                            There is no way into phase TWO.
                              where: FakeLab of 1 servers: [discovery: the lab is too old]
                              do:    with state-netbox a phase implements NetBoxPhase; others need a TransitionProvider""");
        }

        @Test
        void theMessageTellsEveryRefusal() {
            lab.offer(FakeTransition.of(lab, "snapshot", Phase.TWO).refusing("there are foreign changes"));
            lab.offer(FakeTransition.of(lab, "inversion", Phase.TWO).from(Phase.ONE));
            lab.offer(FakeTransition.of(lab, "discovery", Phase.ONE).refusing("the lab is too old"));

            assertThatThrownBy(() -> route(Phase.TWO))
                    .isInstanceOf(UnfitLabException.class)
                    .hasMessage("""
                            There is no way into phase TWO.
                              where: FakeLab of 1 servers: [snapshot: there are foreign changes, discovery: the lab is too old]
                              do:    with state-netbox a phase implements NetBoxPhase; others need a TransitionProvider""");
        }
    }

    private void offer(String name, Phase target, int seconds) {
        lab.offer(FakeTransition.of(lab, name, target).costing(Duration.ofSeconds(seconds)));
    }

    private Route route(Phase phase) {
        return route(new Router(lab, List.of()), phase);
    }

    private Route route(Router router, Phase phase) {
        return router.route(new Goal(phase, Scope.ALL, false), lab.observe(Scope.ALL, ProgressListener.NONE));
    }

    private record Burned() implements Phase {

        @Override
        public String name() {
            return "BURNED";
        }

        @Override
        public int number() {
            return 3;
        }

        @Override
        public String title() {
            return "burned in";
        }
    }
}
