package org.opsflow.domain.knot;

import org.opsflow.domain.tangle.Tangle;

/** A bad example: one half of a cycle. */
public final class Knot {
    public Tangle tangle() {
        return new Tangle();
    }
}
