package io.github.pocstate.snapshot.postgres.internal.file;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The manifest of a snapshot's file as JSON; whatever is missing, unknown or of another type is refused. */
public final class FileManifestJson {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                    DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(LogicalType.Textual, texts -> {
                texts.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                texts.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                texts.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
            })
            .build();

    private FileManifestJson() {}

    public static byte[] write(FileManifest manifest) {
        try {
            return JSON.writeValueAsString(manifest).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A manifest is always JSON", e);
        }
    }

    /** Reads what {@link #write} wrote; an error for anything else, which never quotes it. */
    public static FileManifest read(byte[] json) throws IOException {
        try {
            JsonNode root = JSON.readTree(json);
            JsonNode format = root.path("format");
            if (format.isInt() && format.intValue() != FileManifest.FORMAT) {
                throw new DamagedFileException(
                        "its format is " + format + ", and this version reads " + FileManifest.FORMAT + " only");
            }
            if (!root.isObject()) {
                throw new DamagedFileException("its manifest is no JSON object");
            }
            return JSON.treeToValue(root, FileManifest.class);
        } catch (JsonProcessingException e) {
            throw new DamagedFileException("its manifest is not as it should be, " + place(e));
        }
    }

    /** Where it is wrong; the message of the parser would quote the content. */
    private static String place(JsonProcessingException e) {
        if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            return mapping.getPath().stream()
                    .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                    .collect(joining(" ", "at ", ""));
        }
        return e.getLocation() == null
                ? "at its root"
                : "in line " + e.getLocation().getLineNr();
    }
}
