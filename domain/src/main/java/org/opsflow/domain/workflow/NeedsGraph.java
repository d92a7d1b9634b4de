package org.opsflow.domain.workflow;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Which step waits for which, as ordinals. One pass in topological order finds what the rules ask for: a definition may
 * have a thousand steps, each of which waits for hundreds.
 */
final class NeedsGraph {
    private final List<List<Integer>> needs;
    /** Every step after those it waits for; steps on a cycle, or behind one, are missing. */
    private final List<Integer> order = new ArrayList<>();

    private final BitSet ordered = new BitSet();
    private BitSet[] waitsFor;

    /** @param needs for each step the steps it waits for, without doubles */
    NeedsGraph(List<List<Integer>> needs) {
        this.needs = needs;
        sort();
    }

    private void sort() {
        List<List<Integer>> successors = new ArrayList<>();
        needs.forEach(step -> successors.add(new ArrayList<>()));
        int[] left = new int[needs.size()];
        for (int step = 0; step < left.length; step++) {
            left[step] = needs.get(step).size();
            for (int need : needs.get(step)) {
                successors.get(need).add(step);
            }
            if (left[step] == 0) {
                order.add(step);
            }
        }
        for (int next = 0; next < order.size(); next++) {
            for (int successor : successors.get(order.get(next))) {
                if (--left[successor] == 0) {
                    order.add(successor);
                }
            }
        }
        order.forEach(ordered::set);
    }

    /** Cycles that share no step; each step waits for the next, the last for the first. Empty when there is no cycle. */
    List<List<Integer>> cycles() {
        List<List<Integer>> cycles = new ArrayList<>();
        BitSet seen = new BitSet();
        for (int start = ordered.nextClearBit(0); start < needs.size(); start = ordered.nextClearBit(start + 1)) {
            List<Integer> path = new ArrayList<>();
            int step = start;
            while (!seen.get(step)) {
                seen.set(step);
                path.add(step);
                step = unordered(needs.get(step));
            }
            int entry = path.indexOf(step);
            if (entry >= 0) {
                cycles.add(path.subList(entry, path.size()));
            }
        }
        return cycles;
    }

    /** A step that is missing in the order waits for one that is missing too. */
    private int unordered(List<Integer> candidates) {
        return candidates.stream()
                .filter(step -> !ordered.get(step))
                .findFirst()
                .orElseThrow();
    }

    /** Whether the step waits for the other, directly or through others; not known, thus true, behind a cycle. */
    boolean waitsFor(int step, int other) {
        if (!ordered.get(step)) {
            return true;
        }
        if (waitsFor == null) {
            waitsFor = closure();
        }
        return waitsFor[step].get(other);
    }

    private BitSet[] closure() {
        BitSet[] closure = new BitSet[needs.size()];
        for (int step : order) {
            BitSet all = new BitSet(needs.size());
            for (int need : needs.get(step)) {
                all.set(need);
                all.or(closure[need]);
            }
            closure[step] = all;
        }
        return closure;
    }
}
