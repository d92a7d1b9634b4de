package org.opsflow.persistence.shared;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** Ids for an {@code IN}: sorted, and filled up to a power of two, so that few different statements have to be prepared. */
public final class Padding {
    private Padding() {}

    /** @param ids at least one */
    public static List<UUID> of(Collection<UUID> ids) {
        List<UUID> padded = ids.stream().sorted().collect(Collectors.toCollection(ArrayList::new));
        int size = Integer.highestOneBit(padded.size());
        if (size < padded.size()) {
            size *= 2;
        }
        UUID last = padded.get(padded.size() - 1);
        while (padded.size() < size) {
            padded.add(last);
        }
        return padded;
    }
}
