package io.github.pocstate.examples.phases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.pocstate.Phase;
import io.github.pocstate.PocSession;
import io.github.pocstate.RestoreOptions;
import io.github.pocstate.config.Setting;
import io.github.pocstate.examples.faults.JsonMutation;
import io.github.pocstate.examples.faults.MutatingNetBox;
import io.github.pocstate.examples.phases.LabState.Server;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * NetBox answers what no NetBox answers: reading and writing end well or with an error of ours, in time; and names may be
 * what they like.
 */
@OnBreakableLab
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FuzzedAnswersIT {

    private static final int MUTATIONS = Suite.count(120, 3_000);
    private static final long SEED = Suite.seed(11);
    private static final Duration IN_TIME = Duration.ofSeconds(20);
    private static final RestoreOptions ALL = RestoreOptions.DEFAULT;

    private final BreakableLab lab;
    private MutatingNetBox netBox;
    private PocSession session;

    FuzzedAnswersIT(BreakableLab lab) {
        this.lab = lab;
    }

    @BeforeAll
    void standBetween() {
        netBox = MutatingNetBox.before(lab.netBox().url());
        session = open();
    }

    private PocSession open() {
        return PocSession.open(lab.impatientConfig()
                .set(Setting.NETBOX_URL, netBox.url().toString())
                .set(Setting.NETBOX_DB_URL, "")
                .build());
    }

    @AfterEach
    void leaveItAlone() {
        netBox.change("", -1, text -> text);
    }

    @AfterAll
    void close() {
        session.close();
        netBox.close();
    }

    /** What is done while one answer is damaged. */
    private enum Reading {
        OPEN,
        STATUS,
        VERIFY,
        PLAN
    }

    @ParameterizedTest
    @EnumSource
    void aDamagedAnswerToAQuestion(Reading reading) {
        lab.goTo(Phase.TWO);
        netBox.change("GET|OPTIONS", -1, text -> text);
        read(reading);
        int answers = netBox.answers();
        assertThat(answers).isPositive();
        Random random = new Random(SEED + reading.ordinal());
        for (int i = 0; i < MUTATIONS / Reading.values().length; i++) {
            JsonMutation mutation = new JsonMutation(random);
            int place = random.nextInt(answers);
            netBox.change("GET|OPTIONS", place, mutation::of);
            long start = System.nanoTime();

            Throwable thrown = catchThrowable(() -> read(reading));

            String what =
                    reading + " with seed " + SEED + ", try " + i + ", answer " + place + ": " + mutation.described();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).as(what).isLessThan(IN_TIME);
            Outcomes.told(what, thrown);
        }
    }

    private void read(Reading reading) {
        switch (reading) {
            case OPEN -> open().close();
            case STATUS -> assertThat(session.status(ALL)).isNotNull();
            case VERIFY -> assertThat(session.verify(Phase.TWO)).isNotNull();
            case PLAN -> assertThat(session.plan(Phase.ZERO)).isNotNull();
        }
    }

    @Test
    void aDamagedAnswerToAWrite() {
        Random random = new Random(SEED);
        for (int i = 0; i < MUTATIONS / 20; i++) {
            Phase from = i % 2 == 0 ? Phase.ZERO : Phase.TWO;
            Phase to = i % 2 == 0 ? Phase.TWO : Phase.ZERO;
            lab.goTo(from);
            BreakableLab.Foreign foreign = lab.foreign();
            JsonMutation mutation = new JsonMutation(random);
            netBox.change("OPTIONS|POST|PATCH", random.nextInt(7), mutation::of);

            Throwable thrown = catchThrowable(() -> session.restore(to, ALL));

            String what = "to " + to.name() + " with seed " + SEED + ", try " + i + ": " + mutation.described();
            Outcomes.told(what, thrown);
            leaveItAlone();
            assertThat(session.restore(to, ALL).verified()).as(what).isTrue();
            lab.assertIsIn(to);
            assertThat(lab.foreign()).as(what).isEqualTo(foreign);
        }
    }

    @Test
    void namesMayBeWhatTheyLike() {
        List<String> names = List.of(
                "srv \"one\"",
                "srv 'two'",
                "srv/three\\3",
                "srv\nfour",
                "сервер-五 ☃ \uD83D\uDE80",
                "srv [six] {6} <b>",
                "srv | seven | `7`",
                "%s ${eight} %n",
                "-9-",
                "a".repeat(60));
        lab.goTo(Phase.ZERO);
        List<Server> servers = lab.under.servers(BreakableLab.SERVERS);
        for (int i = 0; i < names.size(); i++) {
            lab.under.sql.run(
                    "UPDATE dcim_device SET name = ? WHERE id = ?",
                    names.get(i),
                    servers.get(i).id());
            lab.under.sql.run(
                    "UPDATE dcim_interface SET name = left(? || name, 64) WHERE device_id = ? AND description LIKE 'Production%'",
                    names.get(names.size() - 1 - i), servers.get(i).id());
        }
        BreakableLab.Foreign foreign = lab.foreign();
        LabState built = lab.under.state();

        for (Phase phase : List.of(Phase.TWO, Phase.ONE, Phase.TWO, Phase.ZERO)) {
            assertThat(session.restore(phase, ALL).verified()).isTrue();
            assertThat(session.verify(phase).passed()).isTrue();
            assertThat(session.restore(phase, ALL).changed()).isEmpty();
        }
        assertThat(lab.under.state().servers()).containsExactlyEntriesOf(built.servers());
        assertThat(lab.foreign()).isEqualTo(foreign);
    }
}
