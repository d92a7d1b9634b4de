package org.opsflow.domain.workflow;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.opsflow.domain.shared.JsonText;
import org.opsflow.domain.shared.Problem;
import org.opsflow.domain.shared.Problem.FieldError;

/** Reads a YAML text field by field and collects what is wrong, each with its place. */
final class YamlReader {
    /** More than anybody reads at once, so that a hostile text cannot make a huge answer. */
    private static final int MAX_ERRORS = 100;

    /** Reading a number takes time that grows with the square of its length. */
    private static final int MAX_DIGITS = 40;

    private final List<FieldError> errors = new ArrayList<>();
    private final YamlNode document;

    YamlReader(String text) {
        document = YamlTree.of(text);
    }

    /** A key and its value. */
    private record Field(String path, YamlNode key, YamlNode value) {}

    /** In the order in which they stand in the text. */
    void throwErrors() {
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors.stream()
                    .sorted(Comparator.comparingInt(FieldError::line).thenComparingInt(FieldError::column))
                    .toList());
        }
    }

    Fields root(Set<String> known) {
        if (!(document instanceof YamlNode.Mapping mapping)) {
            throw Problem.invalid(List.of(new FieldError(
                    "definition",
                    "must be a YAML mapping",
                    "Begin with the keys name, phases and steps, each on a line of its own.",
                    document.line(),
                    document.column())));
        }
        return new Fields("", mapping, known);
    }

    private void error(String path, YamlNode at, String message, String remedy) {
        if (errors.size() == MAX_ERRORS) {
            return;
        }
        errors.add(new FieldError(path, message, remedy, at.line(), at.column()));
    }

    /** The members of one mapping. */
    final class Fields {
        private final String path;
        private final YamlNode.Mapping mapping;
        private final Map<String, Field> fields = new LinkedHashMap<>();

        private Fields(String path, YamlNode.Mapping mapping, Set<String> known) {
            this.path = path;
            this.mapping = mapping;
            for (YamlNode.Entry entry : mapping.entries()) {
                String key = entry.name();
                Field field = new Field(path + key, entry.key(), entry.value());
                if (known.contains(key)) {
                    if (fields.putIfAbsent(key, field) != null) {
                        YamlReader.this.error(field.path(), field.key(), "is there twice", "Keep one of them.");
                    }
                } else {
                    YamlReader.this.error(
                            field.path(),
                            field.key(),
                            "is unknown",
                            "Write one of " + String.join(", ", new TreeSet<>(known)) + ", or leave it out.");
                }
            }
        }

        boolean has(String key) {
            return fields.containsKey(key);
        }

        private Field field(String key) {
            return fields.get(key);
        }

        void error(String key, String message, String remedy) {
            YamlReader.this.error(path + key, has(key) ? field(key).value() : mapping, message, remedy);
        }

        /** About one entry of a list. */
        void error(String key, int index, String message, String remedy) {
            YamlReader.this.error(path + key + "[" + index + "]", items(key).get(index), message, remedy);
        }

        String text(String key, int maxLength) {
            if (!has(key)) {
                error(key, "is missing", "Add " + key + ": and its value.");
                return "";
            }
            return required(path + key, field(key).value(), maxLength);
        }

        String optionalText(String key, int maxLength) {
            return has(key) ? scalar(path + key, field(key).value(), maxLength) : "";
        }

        int integer(String key, int usual, int min, int max) {
            if (!has(key)) {
                return usual;
            }
            try {
                if (field(key).value() instanceof YamlNode.Scalar scalar) {
                    int value = Integer.parseInt(scalar.text());
                    if (value >= min && value <= max) {
                        return value;
                    }
                }
            } catch (NumberFormatException notANumber) {
                // told below, as a number out of range is
            }
            error(
                    key,
                    "must be a whole number from " + min + " to " + max,
                    "Write a number without quotes, such as " + key + ": " + usual + ".");
            return usual;
        }

        List<String> texts(String key, int maxLength, int maxSize) {
            List<String> texts = new ArrayList<>();
            List<YamlNode> items = items(key);
            if (items.size() > maxSize) {
                error(
                        key,
                        "has " + items.size() + " entries; at most " + maxSize + " are allowed",
                        "Leave some out, or split the workflow.");
                return texts;
            }
            for (YamlNode item : items) {
                texts.add(required(path + key + "[" + texts.size() + "]", item, maxLength));
            }
            return texts;
        }

        boolean isEmptyList(String key) {
            return field(key).value() instanceof YamlNode.Sequence sequence
                    && sequence.items().isEmpty();
        }

        /** The mappings in a list; none when there are more than allowed. */
        List<Fields> children(String key, Set<String> known, int maxSize) {
            List<Fields> children = new ArrayList<>();
            List<YamlNode> items = items(key);
            if (items.size() > maxSize) {
                error(
                        key,
                        "has " + items.size() + " entries; at most " + maxSize + " are allowed",
                        "Leave some out, or split the workflow.");
                return children;
            }
            int index = 0;
            for (YamlNode item : items) {
                String child = path + key + "[" + index++ + "]";
                if (item instanceof YamlNode.Mapping childMapping) {
                    children.add(new Fields(child + ".", childMapping, known));
                } else {
                    YamlReader.this.error(child, item, "must be a mapping", "Write it as {key: value, …}.");
                }
            }
            return children;
        }

        /** The value as JSON text; empty when the key is absent or something in it is wrong. */
        String json(String key) {
            if (!has(key)) {
                return "";
            }
            if (!(field(key).value() instanceof YamlNode.Mapping)) {
                error(key, "must be a mapping", "Write it as " + key + ": {key: value, …}.");
                return "";
            }
            int before = errors.size();
            JsonValue value = YamlReader.this.json(path + key, field(key).value());
            return errors.size() == before ? value.toString() : "";
        }

        private List<YamlNode> items(String key) {
            if (!has(key)) {
                return List.of();
            }
            if (field(key).value() instanceof YamlNode.Sequence sequence) {
                return sequence.items();
            }
            error(key, "must be a list", "Put it in brackets: " + key + ": [one, two].");
            return List.of();
        }
    }

    private String required(String path, YamlNode node, int maxLength) {
        int before = errors.size();
        String text = scalar(path, node, maxLength);
        if (text.isBlank() && errors.size() == before) {
            error(path, node, "must not be empty", "Write a text, or leave it out.");
        }
        return text;
    }

    private String scalar(String path, YamlNode node, int maxLength) {
        if (!(node instanceof YamlNode.Scalar scalar)) {
            error(
                    path,
                    node,
                    "must be a text",
                    "Write one value, in quotes where it holds ': ' or begins with a bracket.");
            return "";
        }
        if (scalar.kind() == YamlNode.Kind.NULL) {
            error(path, node, "must not be empty", "Write a text, or leave it out.");
            return "";
        }
        if (scalar.text().length() > maxLength) {
            error(path, node, "is longer than " + maxLength + " characters", "Shorten it.");
        }
        return scalar.text();
    }

    private JsonValue json(String path, YamlNode node) {
        if (node instanceof YamlNode.Mapping mapping) {
            JsonObjectBuilder object = JsonText.PROVIDER.createObjectBuilder();
            Set<String> keys = new HashSet<>();
            for (YamlNode.Entry entry : mapping.entries()) {
                String key = entry.name();
                if (!keys.add(key)) {
                    error(path + "." + key, entry.key(), "is there twice", "Keep one of them.");
                }
                object.add(key, json(path + "." + key, entry.value()));
            }
            return object.build();
        }
        if (node instanceof YamlNode.Sequence sequence) {
            JsonArrayBuilder array = JsonText.PROVIDER.createArrayBuilder();
            sequence.items().forEach(item -> array.add(json(path, item)));
            return array.build();
        }
        return scalarJson(path, (YamlNode.Scalar) node);
    }

    private JsonValue scalarJson(String path, YamlNode.Scalar scalar) {
        String text = scalar.text();
        try {
            if (scalar.kind() == YamlNode.Kind.NULL) {
                return JsonValue.NULL;
            } else if (scalar.kind() == YamlNode.Kind.BOOLEAN) {
                return Boolean.parseBoolean(text) ? JsonValue.TRUE : JsonValue.FALSE;
            } else if (scalar.kind() == YamlNode.Kind.NUMBER) {
                if (text.length() > MAX_DIGITS) {
                    throw new NumberFormatException();
                }
                return JsonText.PROVIDER.createValue(new BigDecimal(text));
            }
        } catch (NumberFormatException notDecimal) {
            error(
                    path,
                    scalar,
                    "must be a decimal number of at most " + MAX_DIGITS + " characters",
                    "Write it in decimal digits, or put it in quotes when it is a text.");
        }
        return JsonText.PROVIDER.createValue(text);
    }
}
