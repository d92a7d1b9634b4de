package org.opsflow.domain.workflow;

import java.util.List;

/**
 * A value in a YAML text, and where it begins.
 *
 * <p>Lines and columns count from 1.
 */
sealed interface YamlNode {
    int line();

    int column();

    /** @param entries in their order, the same key perhaps more than once */
    record Mapping(int line, int column, List<Entry> entries) implements YamlNode {}

    record Sequence(int line, int column, List<YamlNode> items) implements YamlNode {}

    /** @param kind what the text stands for, by the rules of JSON */
    record Scalar(int line, int column, Kind kind, String text) implements YamlNode {}

    /** What an unquoted text stands for. */
    enum Kind {
        TEXT,
        NUMBER,
        BOOLEAN,
        NULL
    }

    /** A key and its value. */
    record Entry(YamlNode key, YamlNode value) {
        /** The key's text; {@code ?} when the key is no text. */
        String name() {
            return key instanceof Scalar scalar ? scalar.text() : "?";
        }
    }
}
