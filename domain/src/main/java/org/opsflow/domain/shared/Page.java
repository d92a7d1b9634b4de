package org.opsflow.domain.shared;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Some elements of a list, in its order.
 *
 * @param next where the next page begins; empty on the last
 */
public record Page<T>(List<T> items, Optional<Cursor> next) {
    public static final int USUAL = 50;
    public static final int MOST = 200;

    /**
     * Which page is wanted.
     *
     * @param limit from 1 to {@link #MOST}
     * @param after the last element of the page before; empty for the first page
     */
    public record Wanted(int limit, Optional<Cursor> after) {
        public Wanted {
            if (limit < 1 || limit > MOST) {
                throw Problem.invalid("limit", "must be from 1 to " + MOST);
            }
        }

        public static Wanted first() {
            return new Wanted(USUAL, Optional.empty());
        }

        /** As many as have to be read to know whether there are more. */
        public int read() {
            return limit + 1;
        }
    }

    /**
     * @param found {@link Wanted#read} elements, or fewer when there are no more
     * @param place of an element in the list
     */
    public static <T> Page<T> of(List<T> found, Wanted wanted, Function<T, Cursor> place) {
        if (found.size() <= wanted.limit()) {
            return new Page<>(List.copyOf(found), Optional.empty());
        }
        List<T> items = List.copyOf(found.subList(0, wanted.limit()));
        return new Page<>(items, Optional.of(place.apply(items.get(items.size() - 1))));
    }

    public <R> Page<R> map(Function<T, R> mapping) {
        return new Page<>(items.stream().map(mapping).toList(), next);
    }
}
