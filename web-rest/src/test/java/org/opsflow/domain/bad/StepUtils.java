package org.opsflow.domain.bad;

/** A name that says nothing. */
public final class StepUtils {
    private StepUtils() {}
}
