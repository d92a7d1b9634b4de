package org.opsflow.db;

import java.util.List;

/**
 * A broken invariant.
 *
 * @param invariant its name
 * @param sentence what should hold
 * @param examples where it does not, the first few
 * @param count how often it does not
 */
public record Violation(String invariant, String sentence, List<String> examples, int count) {

    public Violation {
        examples = List.copyOf(examples);
    }

    @Override
    public String toString() {
        var more = count > examples.size() ? " … (" + count + " in all)" : "";
        return invariant + ": " + sentence + " Not so: " + String.join("; ", examples) + more;
    }
}
