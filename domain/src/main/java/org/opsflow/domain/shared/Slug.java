package org.opsflow.domain.shared;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A public id that people can read, unique where it is used. */
public record Slug(String text) {
    private static final int LENGTH = 40;
    private static final Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9-]{0," + (LENGTH - 1) + "}");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern OTHERS = Pattern.compile("[^a-z0-9]+");

    /** Words that stand in paths where the id of an agent or a definition could stand. */
    private static final Set<String> RESERVED =
            Set.of("status", "health", "spawn", "pause", "resume", "terminate", "tasks", "stream", "validate");

    /** Whether the text can be one: the database takes only ASCII where it looks for a slug, and fails on other text. */
    public static boolean isOne(String text) {
        return SHAPE.matcher(text).matches();
    }

    /** The id that a caller chose. */
    public static Slug chosen(String field, String text) {
        if (!isOne(text)) {
            throw Problem.invalid(
                    field,
                    "must be 1 to 40 lower-case letters, digits or hyphens and not begin with a hyphen; leave it out"
                            + " to have one made from the name");
        }
        if (RESERVED.contains(text)) {
            throw Problem.invalid(field, "'" + text + "' is a reserved word: choose another");
        }
        return new Slug(text);
    }

    /**
     * An id made from a name, numbered when it is taken or reserved.
     *
     * @param otherwise what it is made from when nothing of the name is left
     */
    public static Slug from(String name, String otherwise, Predicate<Slug> isTaken) {
        String base = of(name, otherwise);
        return Stream.concat(
                        Stream.of(new Slug(base)),
                        IntStream.iterate(2, n -> n + 1).mapToObj(n -> numbered(base, "-" + n)))
                .filter(slug -> !RESERVED.contains(slug.text()) && !isTaken.test(slug))
                .findFirst()
                .orElseThrow();
    }

    private static Slug numbered(String base, String suffix) {
        return new Slug(base.substring(0, Math.min(base.length(), LENGTH - suffix.length())) + suffix);
    }

    /** The name in the characters of a slug. */
    public static String of(String name, String otherwise) {
        String plain =
                MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFKD)).replaceAll("");
        String hyphened = OTHERS.matcher(plain.toLowerCase(Locale.ROOT)).replaceAll("-");
        String trimmed = trim(hyphened);
        String cut = trim(trimmed.substring(0, Math.min(trimmed.length(), LENGTH)));
        return cut.isEmpty() ? otherwise : cut;
    }

    private static String trim(String text) {
        int from = text.startsWith("-") ? 1 : 0;
        int to = text.endsWith("-") ? text.length() - 1 : text.length();
        return from < to ? text.substring(from, to) : "";
    }
}
