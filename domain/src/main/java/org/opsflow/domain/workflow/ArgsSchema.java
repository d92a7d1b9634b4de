package org.opsflow.domain.workflow;

import java.util.List;
import org.opsflow.domain.shared.JsonRules;
import org.opsflow.domain.shared.Problem;
import org.opsflow.domain.shared.Problem.FieldError;

/** The JSON Schema of a definition's arguments. */
final class ArgsSchema {
    private static final String ANY_OBJECT = "{\"type\":\"object\"}";

    private final JsonRules rules;

    private ArgsSchema(JsonRules rules) {
        this.rules = rules;
    }

    /** An empty text means: any object. */
    static ArgsSchema of(String text) {
        return new ArgsSchema(JsonRules.of(text.isEmpty() ? ANY_OBJECT : text));
    }

    /**
     * The arguments with the schema's top-level defaults put in.
     *
     * @throws Problem naming each wrong field
     */
    String check(String argsJson) {
        JsonRules.Value args = rules.withDefaults(object(argsJson.isBlank() ? "{}" : argsJson));
        List<FieldError> wrong = rules.errors(args, "args");
        if (!wrong.isEmpty()) {
            throw Problem.invalid(wrong);
        }
        return args.text();
    }

    private static JsonRules.Value object(String argsJson) {
        try {
            JsonRules.Value args = JsonRules.read(argsJson);
            if (args.isObject()) {
                return args;
            }
        } catch (JsonRules.Unreadable wrong) {
            throw Problem.invalid(List.of(wrong.as("args")));
        }
        throw Problem.invalid("args", "must be a JSON object");
    }
}
