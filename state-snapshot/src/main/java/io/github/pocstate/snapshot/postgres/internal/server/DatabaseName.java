package io.github.pocstate.snapshot.postgres.internal.server;

import io.github.pocstate.snapshot.SnapshotId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a database that this library made beside a live one: {@code netbox.s.phase-1-20260131T120000Z.0000a1b2c3}.
 *
 * <p>It ends in a check over the live database's whole name, so that a foreign database is never taken for ours. At most 61
 * bytes; PostgreSQL allows 63.
 *
 * @param live the live database's name
 * @param kind what it is
 * @param id the snapshot it is or was made from; for a retired one when it was retired
 * @param salt four hexadecimal digits that tell several of one snapshot apart
 */
public record DatabaseName(String live, Kind kind, SnapshotId id, String salt) {

    /** What a database beside the live one is. */
    public enum Kind {
        /** A sealed snapshot, or one being made. */
        SNAPSHOT("s"),
        /** A clone made ahead, to be swapped in. */
        SPARE("c"),
        /** A live one that was swapped out. */
        RETIRED("o");

        private final String letter;

        Kind(String letter) {
            this.letter = letter;
        }

        private static Kind of(String letter) {
            for (Kind kind : values()) {
                if (kind.letter.equals(letter)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException(letter);
        }
    }

    private static final Pattern SHAPE =
            Pattern.compile("([^.]{0,10})\\.([sco])\\.([^.]+)\\.([0-9a-f]{4})([0-9a-f]{6})");

    public static DatabaseName snapshot(String live, SnapshotId id) {
        return new DatabaseName(live, Kind.SNAPSHOT, id, "0000");
    }

    /** A name that no other database has. */
    public static DatabaseName fresh(String live, Kind kind, SnapshotId id) {
        return new DatabaseName(live, kind, id, HexFormat.of().toHexDigits((short)
                ThreadLocalRandom.current().nextInt()));
    }

    /** The name that a database bears, if it is one of ours beside this live one. */
    public static Optional<DatabaseName> parse(String live, String name) {
        Matcher parts = SHAPE.matcher(name);
        if (!parts.matches()) {
            return Optional.empty();
        }
        return SnapshotId.parse(parts.group(3))
                .map(id -> new DatabaseName(live, Kind.of(parts.group(2)), id, parts.group(4)))
                .filter(ours -> ours.toString().equals(name));
    }

    @Override
    public String toString() {
        String plain = live.replaceAll("[^A-Za-z0-9_]", "_");
        String visible = plain.substring(0, Math.min(10, plain.length())) + "." + kind.letter + "." + id + "." + salt;
        return visible + check(live + '\n' + visible);
    }

    private static String check(String text) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of()
                    .formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)))
                    .substring(0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
