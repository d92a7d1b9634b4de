package org.opsflow.domain.shared;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A place in a list: what the list is ordered by, of the last element that was seen. Nobody has to understand it, and
 * nobody is trusted with it: it decides where a page begins, never what may be seen.
 */
public final class Cursor {
    private static final String SEPARATOR = "\n";

    /** What the database takes for a time. */
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    private final List<String> parts;

    private Cursor(List<String> parts) {
        this.parts = parts;
    }

    /**
     * @param list its name: a cursor is of one list only
     * @param parts without line breaks
     */
    public static Cursor of(String list, Object... parts) {
        List<String> all = Arrays.stream(parts).map(Object::toString).collect(Collectors.toList());
        all.add(0, list);
        return new Cursor(List.copyOf(all));
    }

    /** @throws Problem naming {@code cursor} when it is none */
    public static Cursor read(String text) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            return new Cursor(List.of(new String(bytes, StandardCharsets.UTF_8).split(SEPARATOR, -1)));
        } catch (IllegalArgumentException foreign) {
            throw unfit();
        }
    }

    public String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join(SEPARATOR, parts).getBytes(StandardCharsets.UTF_8));
    }

    /** Refuses a cursor of another list. */
    public Cursor in(String list) {
        if (!parts.get(0).equals(list)) {
            throw unfit();
        }
        return this;
    }

    /** @param part from 0 */
    public String slug(int part) {
        return part(part, text -> {
            if (!Slug.isOne(text)) {
                throw new IllegalArgumentException(text);
            }
            return text;
        });
    }

    public long number(int part) {
        return part(part, Long::valueOf);
    }

    public UUID id(int part) {
        return part(part, UUID::fromString);
    }

    public Instant time(int part) {
        return part(part, text -> {
            Instant time = Instant.parse(text);
            if (time.isBefore(Instant.EPOCH) || time.isAfter(LATEST)) {
                throw new IllegalArgumentException(text);
            }
            return time;
        });
    }

    private <T> T part(int part, Function<String, T> reading) {
        if (part + 1 >= parts.size()) {
            throw unfit();
        }
        try {
            return reading.apply(parts.get(part + 1));
        } catch (IllegalArgumentException | DateTimeException foreign) {
            throw unfit();
        }
    }

    private static Problem unfit() {
        return Problem.invalid("cursor", "is none of this list: take meta.next_cursor of the page before");
    }
}
