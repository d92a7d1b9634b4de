package org.opsflow.conformance;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.protobuf.Message;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The names of a script and what they stand for: {@code $attempt} in what is expected takes the value that came, or, once
 * it has one, expects it again; {@code some} is anything but nothing, {@code ~word} a text with that word in it, {@code >7}
 * a greater number.
 */
final class Values {
    private static final Pattern NAME = Pattern.compile("\\$([a-z_]+[0-9]*)");
    private static final Pattern FILL = Pattern.compile("\\$fill\\(([0-9]+)\\)");
    /** Of an envelope: what a script does not say about them is that they are not there. */
    private static final Set<String> ENVELOPE = Set.of("attempt_id", "fence", "number");

    private final Map<String, String> values = new HashMap<>();

    void set(String name, String value) {
        values.put(name, value);
    }

    String text(Object value) {
        String filled =
                FILL.matcher(String.valueOf(value)).replaceAll(fill -> "x".repeat(Integer.parseInt(fill.group(1))));
        return NAME.matcher(filled).replaceAll(name -> {
            String known = values.get(name.group(1));
            if (known == null) {
                throw new IllegalArgumentException("The script uses " + name.group() + " before it has a value.");
            }
            return java.util.regex.Matcher.quoteReplacement(known);
        });
    }

    /** The same tree with values instead of names. */
    Object fill(Object tree) {
        if (tree instanceof Map) {
            Map<String, Object> filled = new LinkedHashMap<>();
            Script.<Map<String, Object>>cast(tree).forEach((key, value) -> filled.put(key, fill(value)));
            return filled;
        }
        if (tree instanceof List<?> list) {
            return list.stream().map(this::fill).toList();
        }
        return tree instanceof String ? text(tree) : tree;
    }

    /** @throws Refuted that names the first difference */
    void expect(Map<String, Object> expected, Message frame) {
        JsonObject actual = Frames.tree(frame).getAsJsonObject();
        Map<String, Object> all = new LinkedHashMap<>(expected);
        ENVELOPE.forEach(field -> all.putIfAbsent(field, field.equals("attempt_id") ? "" : 0));
        for (Map.Entry<String, Object> field : all.entrySet()) {
            compare(field.getKey(), field.getValue(), member(actual, field.getKey()));
        }
    }

    boolean matches(Map<String, Object> expected, Message frame) {
        Map<String, String> before = new HashMap<>(values);
        try {
            expect(expected, frame);
            return true;
        } catch (Refuted e) {
            values.clear();
            values.putAll(before);
            return false;
        }
    }

    private void compare(String path, Object expected, JsonElement actual) {
        if (expected instanceof Map) {
            Refuted.unless(actual.isJsonObject(), path + " is missing");
            Script.<Map<String, Object>>cast(expected)
                    .forEach((key, value) -> compare(path + "." + key, value, member(actual.getAsJsonObject(), key)));
        } else if (expected instanceof List<?> list) {
            Refuted.unless(
                    actual.isJsonArray() && actual.getAsJsonArray().size() == list.size(),
                    path + " is " + actual + ", not of " + list.size());
            for (int i = 0; i < list.size(); i++) {
                compare(
                        path + "[" + i + "]",
                        list.get(i),
                        actual.getAsJsonArray().get(i));
            }
        } else {
            Refuted.unless(
                    actual.isJsonPrimitive() && is(String.valueOf(expected), actual.getAsString()),
                    path + " is " + actual + ", not " + expected);
        }
    }

    private boolean is(String expected, String actual) {
        if (expected.equals("some")) {
            return isSome(actual);
        }
        if (expected.startsWith(">")) {
            return Long.compareUnsigned(
                            Long.parseUnsignedLong(actual), Long.parseUnsignedLong(text(expected.substring(1))))
                    > 0;
        }
        if (expected.startsWith("~")) {
            return actual.contains(text(expected.substring(1)));
        }
        if (NAME.matcher(expected).matches() && !values.containsKey(expected.substring(1))) {
            values.put(expected.substring(1), actual);
            return isSome(actual);
        }
        return text(expected).equals(actual);
    }

    private static boolean isSome(String value) {
        return !value.isEmpty() && !value.equals("0");
    }

    private static JsonElement member(JsonObject object, String name) {
        return object.has(name) ? object.get(name) : JsonNull.INSTANCE;
    }
}
