package io.github.pocstate.netbox.internal.client;

import feign.Request;
import feign.Response;
import feign.codec.Decoder;
import io.github.pocstate.Problem;
import io.github.pocstate.RejectedException;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Refuses answers that lack what our records must have, and says where; JSON knows nothing of what may be null. Thread-safe.
 *
 * <p>What is not marked as nullable in a record must be there: the compiler relies on it everywhere else.
 */
final class CompleteDecoder implements Decoder {

    private static final Map<Class<?>, List<Part>> PARTS = new ConcurrentHashMap<>();

    private final Decoder decoder;

    CompleteDecoder(Decoder decoder) {
        this.decoder = decoder;
    }

    /** One component of a record. */
    private record Part(String name, Method getter, boolean required) {}

    @Override
    public Object decode(Response response, Type type) throws IOException {
        Object answer = decoder.decode(response, type);
        Optional<String> gap = answer == null ? Optional.of("everything") : gap(answer, "");
        if (gap.isPresent() && type != void.class) {
            throw incomplete(gap.get(), response.request());
        }
        return answer;
    }

    private static RejectedException incomplete(String gap, Request request) {
        return new RejectedException(new Problem(
                "An answer of NetBox lacks what it must have: " + gap + ".",
                WholeAnswers.place(request),
                "check that NETBOX_URL leads to a NetBox of a supported version, and that nothing on the way changes its"
                        + " answers"));
    }

    /** Where the first thing is missing. */
    private static Optional<String> gap(Object value, String path) {
        if (value instanceof Collection<?> many) {
            return gapAmong(many, path);
        }
        if (value instanceof Map<?, ?> map) {
            return gapAmong(map, path);
        }
        if (!value.getClass().isRecord()) {
            return Optional.empty();
        }
        for (Part part : PARTS.computeIfAbsent(value.getClass(), CompleteDecoder::parts)) {
            String place = path.isEmpty() ? part.name() : path + " " + part.name();
            Object inner = read(part, value);
            Optional<String> gap =
                    inner == null ? Optional.of(place).filter(missing -> part.required()) : gap(inner, place);
            if (gap.isPresent()) {
                return gap;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> gapAmong(Collection<?> many, String path) {
        int index = 0;
        for (Object one : many) {
            String place = path + "[" + index++ + "]";
            Optional<String> gap = one == null ? Optional.of(place) : gap(one, place);
            if (gap.isPresent()) {
                return gap;
            }
        }
        return Optional.empty();
    }

    /** Maps hold records of ours, or whatever NetBox keeps of an object; of that nothing must be there. */
    private static Optional<String> gapAmong(Map<?, ?> map, String path) {
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            Object inner = entry.getValue();
            boolean ours = inner instanceof Map<?, ?>
                    || (inner != null && inner.getClass().isRecord());
            Optional<String> gap = inner != null && ours ? gap(inner, path + " " + entry.getKey()) : Optional.empty();
            if (gap.isPresent()) {
                return gap;
            }
        }
        return Optional.empty();
    }

    private static List<Part> parts(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(component -> new Part(component.getName(), component.getAccessor(), isRequired(component)))
                .toList();
    }

    private static boolean isRequired(RecordComponent component) {
        return !component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static @Nullable Object read(Part part, Object value) {
        try {
            return part.getter().invoke(value);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("a record of ours cannot be read", e);
        }
    }
}
