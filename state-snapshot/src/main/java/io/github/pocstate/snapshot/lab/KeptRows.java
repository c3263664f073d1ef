package io.github.pocstate.snapshot.lab;

import io.github.pocstate.spi.Row;
import io.github.pocstate.spi.Tables;
import java.lang.ref.SoftReference;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Rows of a snapshot, read once, that stand for those of the live database where both are the same; thread-safe.
 *
 * <p>Where memory is short they are forgotten, and the live database is read instead.
 */
final class KeptRows {

    /** A question to a database. */
    private record Question(String table, List<String> columns) {}

    /** What was asked, and answered. */
    private record Answers(Map<String, Set<String>> columns, Map<Question, List<Row>> rows) {

        Answers() {
            this(new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
        }
    }

    private volatile SoftReference<Answers> known = new SoftReference<>(new Answers());

    /** Keeps what is read of the snapshot. */
    Tables kept(Tables snapshot) {
        return new Known(table -> true, snapshot);
    }

    /** Tables of the live database, without asking it for what is kept of those that hold the same rows. */
    Tables insteadOf(Tables live, Predicate<String> same) {
        return new Known(same, live);
    }

    private Answers answers() {
        Answers answers = known.get();
        if (answers == null) {
            answers = new Answers();
            known = new SoftReference<>(answers);
        }
        return answers;
    }

    /** Answers what is known of some tables, and asks for the rest. */
    private final class Known implements Tables {

        private final Predicate<String> some;
        private final Tables asked;
        private final Answers answers = answers();

        Known(Predicate<String> some, Tables asked) {
            this.some = some;
            this.asked = asked;
        }

        @Override
        public Set<String> columns(String table) {
            return answer(table, answers.columns(), table, asked::columns);
        }

        @Override
        public List<Row> read(String table, String... columns) {
            Question question = new Question(table, List.of(columns));
            return answer(table, answers.rows(), question, unknown -> List.copyOf(asked.read(table, columns)));
        }

        private <Q, A> A answer(String table, Map<Q, A> kept, Q question, Function<Q, A> ask) {
            return some.test(table) ? kept.computeIfAbsent(question, ask) : ask.apply(question);
        }
    }
}
