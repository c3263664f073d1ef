package io.github.pocstate.lab.internal.netbox.model;

import com.fasterxml.jackson.databind.JsonNode;

/** What Python calls a JSON value; NetBox's messages name values so. */
public final class PythonType {

    private PythonType() {}

    /** The name of the type. */
    public static String of(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT, POJO -> "dict";
            case ARRAY -> "list";
            case STRING, BINARY -> "str";
            case BOOLEAN -> "bool";
            case NUMBER -> value.isIntegralNumber() ? "int" : "float";
            case NULL, MISSING -> "NoneType";
        };
    }
}
