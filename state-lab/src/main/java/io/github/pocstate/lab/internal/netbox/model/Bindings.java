package io.github.pocstate.lab.internal.netbox.model;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.statement.SqlStatement;

/** Values for the named parameters of one statement, collected while it is put together; not thread-safe. */
public final class Bindings {

    private final Map<String, Object> values = new LinkedHashMap<>();

    /** Keeps the value and gives the name that stands for it in SQL. */
    String add(Object value) {
        String name = "p" + values.size();
        values.put(name, value);
        return ":" + name;
    }

    String text(Collection<String> texts) {
        return add(texts.toArray(String[]::new));
    }

    String numbers(Collection<Long> numbers) {
        return add(numbers.toArray(Long[]::new));
    }

    /** Hands the values to a statement. */
    public <S extends SqlStatement<S>> S bindTo(S statement) {
        values.forEach(statement::bind);
        return statement;
    }
}
