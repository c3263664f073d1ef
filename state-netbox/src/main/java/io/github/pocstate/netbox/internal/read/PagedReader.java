package io.github.pocstate.netbox.internal.read;

import io.github.pocstate.Problem;
import io.github.pocstate.RejectedException;
import io.github.pocstate.netbox.dto.Page;
import io.github.pocstate.netbox.internal.client.Parallel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * Reads whole lists, page by page, the pages in parallel; thread-safe.
 *
 * <p>NetBox cuts a page to MAX_PAGE_SIZE without a word, so the first answer decides how long pages are. What was
 * read is compared with NetBox's count, object by object; a list that changed meanwhile is read once more.
 */
final class PagedReader {

    private static final int ATTEMPTS = 3;

    /** A million objects in pages of 50. */
    private static final int MOST_PAGES = 20_000;

    private static final int KEYS_PER_REQUEST = 100;

    private final Parallel parallel;
    private final String url;
    private final AtomicInteger longest = new AtomicInteger(Integer.MAX_VALUE);

    PagedReader(Parallel parallel, String url) {
        this.parallel = parallel;
        this.url = url;
    }

    /** Lists objects for some of the keys at a time, in parallel. */
    <K, T> List<T> chunked(List<K> keys, Function<Collection<K>, List<T>> list) {
        List<CompletableFuture<List<T>>> parts = new ArrayList<>();
        for (int from = 0; from < keys.size(); from += KEYS_PER_REQUEST) {
            List<K> chunk = keys.subList(from, Math.min(keys.size(), from + KEYS_PER_REQUEST));
            parts.add(parallel.start(() -> list.apply(chunk)));
        }
        List<T> all = new ArrayList<>();
        parts.forEach(part -> all.addAll(Parallel.join(part)));
        return all;
    }

    /** How long a page of NetBox is at most, as far as its answers told. */
    int longest() {
        return longest.get();
    }

    /** Reads all objects that match, ordered by id, in pages of the given size. */
    <T> List<T> all(
            Function<Map<String, Object>, Page<T>> list, Map<String, ?> filters, int pageSize, ToLongFunction<T> id) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            List<T> objects = new ArrayList<>();
            int count = read(list, filters, pageSize, objects);
            Set<Long> ids = new HashSet<>();
            objects.forEach(object -> ids.add(id.applyAsLong(object)));
            if (ids.size() == count && objects.size() == count) {
                return objects;
            }
        }
        throw new RejectedException(new Problem(
                "A list changed while it was read, " + ATTEMPTS + " times.",
                url + ", filters " + filters,
                "wait until nobody else writes to NetBox"));
    }

    private <T> int read(
            Function<Map<String, Object>, Page<T>> list, Map<String, ?> filters, int pageSize, List<T> objects) {
        Page<T> first = list.apply(page(filters, pageSize, 0));
        objects.addAll(first.results());
        int step = first.results().size();
        if (first.next() == null || step == 0) {
            return first.count();
        }
        longest.accumulateAndGet(step, Math::min);
        refuseEndless(first.count(), step, filters);
        List<CompletableFuture<Page<T>>> rest = new ArrayList<>();
        for (int offset = step; offset < first.count(); offset += step) {
            Map<String, Object> query = page(filters, step, offset);
            rest.add(parallel.start(() -> list.apply(query)));
        }
        rest.forEach(page -> objects.addAll(Parallel.join(page).results()));
        return first.count();
    }

    private void refuseEndless(int count, int step, Map<String, ?> filters) {
        if (count / step > MOST_PAGES) {
            throw new RejectedException(new Problem(
                    "NetBox says that a list has " + count + " objects, and shows " + step + " at a time.",
                    url + ", filters " + filters,
                    "raise MAX_PAGE_SIZE in NetBox's configuration, or check what stands between us and NetBox"));
        }
    }

    private static Map<String, Object> page(Map<String, ?> filters, int limit, int offset) {
        Map<String, Object> query = new LinkedHashMap<>(filters);
        query.put("ordering", "id");
        query.put("limit", limit);
        query.put("offset", offset);
        return query;
    }
}
