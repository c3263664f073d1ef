package io.github.pocstate;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which servers a verb is about: all of them, those of one site, or the first few in natural name order.
 *
 * <p>The same scope names the same servers each time. This class is immutable and thread-safe.
 *
 * @param limit how many servers at most, 1 or greater
 * @param site the slug of the only site
 * @since 0.1
 */
public record Scope(OptionalInt limit, Optional<String> site) {

    /** Every server of the lab. */
    public static final Scope ALL = new Scope(OptionalInt.empty(), Optional.empty());

    /**
     * Checks the limit.
     *
     * @param limit how many servers at most, 1 or greater
     * @param site the slug of the only site
     * @throws IllegalArgumentException if the limit is 0 or negative, or the site is blank
     */
    public Scope {
        if (limit.isPresent() && limit.getAsInt() < 1) {
            throw new IllegalArgumentException("limit is " + limit.getAsInt() + ", it must be 1 or greater");
        }
        if (site.isPresent() && site.get().isBlank()) {
            throw new IllegalArgumentException("site is blank, it must be the slug of a site");
        }
    }

    /**
     * Tells whether every server of the lab is meant.
     *
     * @return true without limit and site
     */
    public boolean isWholeLab() {
        return limit.isEmpty() && site.isEmpty();
    }

    /** Says the scope in words, such as {@code the first 10 servers of site [dc-north]}. */
    @Override
    public String toString() {
        String servers = limit.isPresent() ? "the first " + limit.getAsInt() + " servers" : "all servers";
        return servers + site.map(slug -> " of site [" + slug + "]").orElse("");
    }
}
