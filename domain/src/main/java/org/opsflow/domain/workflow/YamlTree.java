package org.opsflow.domain.workflow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.opsflow.domain.shared.Problem;
import org.opsflow.domain.shared.Problem.FieldError;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Makes a tree of a YAML text, and is the one class that knows the library. Built from the parser's events and not by
 * its composer, since that one works by recursion and follows aliases, which may stand for their own parents or multiply
 * what they stand for with every level.
 */
final class YamlTree {
    static final int MAX_DEPTH = 32;
    private static final int MAX_LENGTH = 1 << 20;
    private static final String CHECK = "Check indentation, quotes and brackets here and on the line before.";
    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setLabel("definition")
            .setCodePointLimit(MAX_LENGTH)
            .build();

    /** A collection that is not closed yet. */
    private record Open(Event start, List<YamlNode> nodes) {}

    private final Deque<Open> open = new ArrayDeque<>();
    private YamlNode root;

    private YamlTree() {}

    /** @throws Problem with the place when the text is no YAML, or costs more to read than its length says */
    static YamlNode of(String text) {
        if (text.length() > MAX_LENGTH) {
            throw problem(Optional.empty(), "is larger than 1 MiB", "Move long scripts into files of the repository.");
        }
        try {
            YamlTree tree = new YamlTree();
            new Parse(SETTINGS).parseString(text).forEach(tree::take);
            return Optional.ofNullable(tree.root)
                    .orElseThrow(
                            () -> problem(Optional.empty(), "is empty", "Begin with the keys name, phases and steps."));
        } catch (MarkedYamlEngineException wrong) {
            throw problem(wrong.getProblemMark(), "is not valid YAML: " + wrong.getProblem(), CHECK);
        } catch (YamlEngineException wrong) {
            throw problem(Optional.empty(), "is not valid YAML: " + wrong.getMessage(), CHECK);
        }
    }

    private void take(Event event) {
        if (event instanceof CollectionStartEvent) {
            if (open.size() == MAX_DEPTH) {
                throw problem(
                        event.getStartMark(), "is nested more than " + MAX_DEPTH + " levels deep", "Write it flatter.");
            }
            open.push(new Open(event, new ArrayList<>()));
        } else if (event instanceof CollectionEndEvent) {
            add(collection(open.pop()));
        } else if (event instanceof ScalarEvent scalar) {
            add(new YamlNode.Scalar(line(event), column(event), kind(scalar), scalar.getValue()));
        } else if (event instanceof AliasEvent alias) {
            throw problem(
                    event.getStartMark(),
                    "uses the alias *" + alias.getAlias() + "; aliases are not supported",
                    "Write out what it stands for.");
        } else if (event instanceof DocumentStartEvent && root != null) {
            throw problem(event.getStartMark(), "must be one YAML document", "Leave out what follows the line ---.");
        }
    }

    private void add(YamlNode node) {
        if (open.isEmpty()) {
            root = node;
        } else {
            open.peek().nodes().add(node);
        }
    }

    private static YamlNode collection(Open closed) {
        if (!(closed.start() instanceof MappingStartEvent)) {
            return new YamlNode.Sequence(line(closed.start()), column(closed.start()), closed.nodes());
        }
        List<YamlNode.Entry> entries = new ArrayList<>();
        for (int i = 0; i < closed.nodes().size(); i += 2) {
            entries.add(new YamlNode.Entry(closed.nodes().get(i), closed.nodes().get(i + 1)));
        }
        return new YamlNode.Mapping(line(closed.start()), column(closed.start()), entries);
    }

    private static YamlNode.Kind kind(ScalarEvent scalar) {
        Tag tag = scalar.getTag()
                .filter(said -> !said.equals("!"))
                .map(Tag::new)
                .orElseGet(() -> SETTINGS.getSchema()
                        .getScalarResolver()
                        .resolve(scalar.getValue(), scalar.getImplicit().canOmitTagInPlainScalar()));
        if (tag.equals(Tag.NULL)) {
            return YamlNode.Kind.NULL;
        } else if (tag.equals(Tag.BOOL)) {
            return YamlNode.Kind.BOOLEAN;
        }
        return tag.equals(Tag.INT) || tag.equals(Tag.FLOAT) ? YamlNode.Kind.NUMBER : YamlNode.Kind.TEXT;
    }

    private static int line(Event event) {
        return event.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }

    private static int column(Event event) {
        return event.getStartMark().map(mark -> mark.getColumn() + 1).orElse(0);
    }

    private static Problem problem(Optional<Mark> at, String message, String remedy) {
        return Problem.invalid(List.of(new FieldError(
                "definition",
                message,
                remedy,
                at.map(mark -> mark.getLine() + 1).orElse(0),
                at.map(mark -> mark.getColumn() + 1).orElse(0))));
    }
}
