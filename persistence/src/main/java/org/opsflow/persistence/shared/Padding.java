package org.opsflow.persistence.shared;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Values for an {@code IN}: sorted, and filled up to a power of two, so that few different statements have to be prepared. */
public final class Padding {
    private Padding() {}

    /** @param values at least one */
    public static <T extends Comparable<? super T>> List<T> of(Collection<T> values) {
        List<T> padded = values.stream().sorted().collect(Collectors.toCollection(ArrayList::new));
        int size = Integer.highestOneBit(padded.size());
        if (size < padded.size()) {
            size *= 2;
        }
        T last = padded.get(padded.size() - 1);
        while (padded.size() < size) {
            padded.add(last);
        }
        return padded;
    }
}
