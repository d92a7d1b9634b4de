package org.opsflow.conformance;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.util.JsonFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Frames as the trees of which scripts are made, and back. What a script leaves out of a body is in defaults.yaml. */
final class Frames {
    /** A frame whose body only a later version of the contract knows; the value is the body's number. */
    private static final String UNKNOWN = "unknown";
    /** Fields that only a later version knows, in the envelope and in the body. */
    private static final String LATER = "of_a_later_version";

    private static final int LATER_FIELD = 900;
    private static final Gson GSON = new Gson();
    private static final Map<String, Map<String, Object>> DEFAULTS = Script.cast(Script.yaml("defaults.yaml"));
    private static final JsonFormat.Printer PRINTER =
            JsonFormat.printer().preservingProtoFieldNames().alwaysPrintFieldsWithNoPresence();

    private Frames() {}

    static <B extends Message.Builder> Message read(Map<String, Object> tree, B into) {
        Map<String, Object> frame = new LinkedHashMap<>(tree);
        Optional<Object> unknown = Optional.ofNullable(frame.remove(UNKNOWN));
        boolean isLater = frame.remove(LATER) != null;
        frame.replaceAll((field, value) -> withDefaults(field, value));
        try {
            JsonFormat.parser().merge(GSON.toJson(frame), into);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("This is no frame: " + frame + ": " + e.getMessage(), e);
        }
        unknown.ifPresent(number -> into.setUnknownFields(field((int) number)));
        if (isLater) {
            into.setUnknownFields(field(LATER_FIELD));
            body(into)
                    .ifPresent(body -> into.setField(
                            body,
                            ((Message) into.getField(body))
                                    .toBuilder()
                                            .setUnknownFields(field(LATER_FIELD))
                                            .build()));
        }
        return into.build();
    }

    private static Object withDefaults(String field, Object value) {
        if (!(value instanceof Map)) {
            return value;
        }
        Map<String, Object> body = new LinkedHashMap<>(DEFAULTS.getOrDefault(field, Map.of()));
        body.putAll(Script.<Map<String, Object>>cast(value));
        return body;
    }

    private static UnknownFieldSet field(int number) {
        var text = UnknownFieldSet.Field.newBuilder().addLengthDelimited(ByteString.copyFromUtf8("later"));
        return UnknownFieldSet.newBuilder().addField(number, text.build()).build();
    }

    static JsonElement tree(Message frame) {
        try {
            return JsonParser.parseString(PRINTER.print(frame));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The word for its kind; "unknown" when it has no body that this version knows. */
    static String kind(Message frame) {
        return body(frame.toBuilder()).map(FieldDescriptor::getName).orElse(UNKNOWN);
    }

    private static Optional<FieldDescriptor> body(Message.Builder frame) {
        var body = frame.getDescriptorForType().getOneofs().get(0);
        return Optional.ofNullable(frame.getOneofFieldDescriptor(body));
    }
}
