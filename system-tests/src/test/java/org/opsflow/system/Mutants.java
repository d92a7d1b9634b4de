package org.opsflow.system;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * Every way to say a message wrongly: the message with one of its fields, at any depth, given a hostile value. Made from
 * the descriptor, so that a new field is attacked from the day it is added.
 */
final class Mutants {

    private static final int DEPTH = 5;
    private static final int MANY = 100_000;

    /** More than any field may hold, less than a whole frame. */
    private static final int BIG = 900_000;

    /** More than a frame may hold, less than the transport limit. */
    static final int HUGE = 2 << 20;

    /** @param name path of the field and what was done to it */
    record Mutant(String name, Message message) {
        @Override
        public String toString() {
            return name;
        }
    }

    private Mutants() {}

    static List<Mutant> of(Message base) {
        var mutants = new ArrayList<Mutant>();
        mutants.add(new Mutant("as it is", base));
        mutants.addAll(of(base, "", DEPTH));
        return mutants;
    }

    private static List<Mutant> of(Message base, String path, int depth) {
        var mutants = new ArrayList<Mutant>();
        if (depth == 0) {
            return mutants;
        }
        for (var field : base.getDescriptorForType().getFields()) {
            var isAnotherChoice = field.getRealContainingOneof() != null && !base.hasField(field);
            if (isAnotherChoice && field.getJavaType() != FieldDescriptor.JavaType.STRING) {
                continue;
            }
            var name = path + field.getName();
            for (var value : values(base, field, name, depth)) {
                mutants.add(new Mutant(value.name(), with(base, field, value.value())));
            }
        }
        return mutants;
    }

    private static Message with(Message base, FieldDescriptor field, Object value) {
        return base.toBuilder().setField(field, value).build();
    }

    private record Value(String name, Object value) {}

    private static List<Value> values(Message base, FieldDescriptor field, String name, int depth) {
        if (!field.isRepeated()) {
            var now = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE ? (Message) base.getField(field) : null;
            return singles(field, now, name, depth);
        }
        var values = new ArrayList<Value>();
        var element = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
                ? base.newBuilderForType().newBuilderForField(field).build()
                : null;
        for (var single : singles(field, element, name + "[0]", depth)) {
            values.add(new Value(single.name(), List.of(single.value())));
        }
        var some = values.isEmpty() ? List.of() : (List<?>) values.get(0).value();
        values.add(new Value(name + " empty", List.of()));
        if (!some.isEmpty()) {
            values.add(new Value(name + " x " + MANY, Collections.nCopies(MANY, some.get(0))));
            values.add(new Value(name + " x 3000", Collections.nCopies(3_000, some.get(0))));
        }
        return values;
    }

    private static List<Value> singles(FieldDescriptor field, Message now, String name, int depth) {
        return switch (field.getJavaType()) {
            case STRING -> texts().map(text -> named(name, text)).toList();
            case BYTE_STRING ->
                Stream.of(0, 1, (64 << 10) + 1, (256 << 10) + 1, HUGE)
                        .map(size -> new Value(name + " of " + size + " bytes", ByteString.copyFrom(new byte[size])))
                        .toList();
            case INT ->
                Stream.of(0, 1, 2, -1, 101, 1_001, Integer.MAX_VALUE, Integer.MIN_VALUE)
                        .map(number -> named(name, number))
                        .toList();
            case LONG ->
                Stream.of(0L, 1L, 2L, -1L, 1L << 40, Long.MAX_VALUE, Long.MIN_VALUE)
                        .map(number -> named(name, number))
                        .toList();
            case FLOAT ->
                Stream.of(0f, Float.NaN, Float.NEGATIVE_INFINITY, Float.MAX_VALUE)
                        .map(number -> named(name, number))
                        .toList();
            case DOUBLE ->
                Stream.of(0d, Double.NaN, Double.NEGATIVE_INFINITY, Double.MAX_VALUE)
                        .map(number -> named(name, number))
                        .toList();
            case BOOLEAN ->
                Stream.of(false, true).map(flag -> named(name, flag)).toList();
            case ENUM ->
                Stream.of(0, 1, 2, 3, 4, 99, -1, Integer.MAX_VALUE)
                        .map(number -> new Value(
                                name + " = " + number, field.getEnumType().findValueByNumberCreatingIfUnknown(number)))
                        .toList();
            case MESSAGE -> messages(now, name, depth);
        };
    }

    private static List<Value> messages(Message now, String name, int depth) {
        var values = new ArrayList<Value>();
        values.add(new Value(name + " empty", now.getDefaultInstanceForType()));
        of(now, name + ".", depth - 1).forEach(mutant -> values.add(new Value(mutant.name(), mutant.message())));
        return values;
    }

    private static Value named(String name, Object value) {
        var text = String.valueOf(value)
                .codePoints()
                .limit(30)
                .collect(
                        StringBuilder::new,
                        (all, c) -> all.append(c < ' ' ? "\\" + c : Character.toString(c)),
                        (a, b) -> {});
        return new Value(
                name + " = " + text + (value instanceof String s && s.length() > 30 ? "… " + s.length() : ""), value);
    }

    private static Stream<String> texts() {
        return Stream.of(
                "",
                " ",
                "x",
                "\0",
                "a\0b",
                "\u0001\u001b[31m\r\n\t\u007f",
                "\u202etxt.exe\u2028\ufeff",
                "漢字 🐬 é",
                "' OR 1=1; DROP TABLE run; --",
                "\\'; SELECT SLEEP(9) #",
                "<script>alert(1)</script>",
                "{{ args.x }} ${jndi:ldap://x} %s %n",
                "../../etc/passwd",
                "-1",
                "null",
                "{\"a\":\"\\u0000\\ud800\"}",
                "{\"a\":1e999999999}",
                "9".repeat(400),
                "[".repeat(30_000),
                "[".repeat(30_000) + "]".repeat(30_000),
                "{\"a\":".repeat(900) + "1" + "}".repeat(900),
                "att_" + "0".repeat(26),
                "offer_" + "0".repeat(26),
                "art_" + "0".repeat(26),
                "run_" + "0".repeat(26),
                "a".repeat(64),
                "a".repeat(65),
                "é".repeat(1_000),
                "🐬".repeat(1_024),
                "x".repeat(5_000),
                "x".repeat(70_000),
                "\"" + "🐬".repeat(BIG / 4) + "\"",
                "x".repeat(HUGE));
    }
}
