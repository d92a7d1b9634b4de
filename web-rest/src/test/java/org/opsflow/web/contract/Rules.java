package org.opsflow.web.contract;

import java.util.List;
import org.opsflow.domain.shared.Problem.FieldError;
import org.opsflow.web.shared.MalformedBody;

/** What the contract says of requests, for tests that send wrong ones. */
public final class Rules {
    private Rules() {}

    /** The fields that are wrong in a body; {@code body} when it cannot be read. */
    public static List<String> wrongFields(Operation operation, String body) {
        try {
            return operation.body().errors(body).stream().map(FieldError::field).toList();
        } catch (MalformedBody unreadable) {
            return List.of("body");
        }
    }

    public static boolean allows(Parameter parameter, String value) {
        return parameter.errors(List.of(value)).isEmpty();
    }
}
