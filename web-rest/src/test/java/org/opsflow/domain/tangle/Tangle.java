package org.opsflow.domain.tangle;

import org.opsflow.domain.knot.Knot;

/** A bad example: the other half of a cycle. */
public final class Tangle {
    public Knot knot() {
        return new Knot();
    }
}
