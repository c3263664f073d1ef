package io.github.pocstate.snapshot.postgres.internal.rows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Where rows lie in their table's file: block and line, packed into one number each. This class is not thread-safe. */
public final class Locations {

    private static final int LINE_BITS = 16;
    private static final int CHUNK = 20_000;

    private long[] packed = new long[16];
    private int size;

    static long pack(int block, int line) {
        return (Integer.toUnsignedLong(block) << LINE_BITS) | line;
    }

    void add(long location) {
        if (size == packed.length) {
            packed = Arrays.copyOf(packed, size * 2);
        }
        packed[size++] = location;
    }

    /** These and others. */
    Locations and(Locations others) {
        Locations all = new Locations();
        all.packed = Arrays.copyOf(packed, size + others.size + 1);
        System.arraycopy(others.packed, 0, all.packed, size, others.size);
        all.size = size + others.size;
        return all;
    }

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Conditions that name all of them, some ten thousand each: PostgreSQL goes to each row directly. */
    public List<String> conditions() {
        List<String> conditions = new ArrayList<>();
        for (int from = 0; from < size; from += CHUNK) {
            conditions.add(condition(from, Math.min(size, from + CHUNK)));
        }
        return conditions;
    }

    private String condition(int from, int to) {
        StringBuilder text = new StringBuilder(" WHERE ctid = ANY ('{");
        for (int i = from; i < to; i++) {
            text.append(i == from ? "" : ",")
                    .append("\"(")
                    .append(packed[i] >>> LINE_BITS)
                    .append(',')
                    .append(packed[i] & 0xFFFF)
                    .append(")\"");
        }
        return text.append("}'::tid[])").toString();
    }
}
