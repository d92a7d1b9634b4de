package org.opsflow.web.contract;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.opsflow.domain.shared.JsonRules;
import org.opsflow.domain.shared.JsonText;
import org.opsflow.domain.shared.Problem.FieldError;

/** A parameter of an operation. */
public final class Parameter {
    private static final Pattern WORD_OF_JSON = Pattern.compile("-?\\d+(\\.\\d+)?|true|false");

    /** Where requests carry it. */
    public enum Place {
        PATH,
        QUERY,
        HEADER
    }

    private final JsonObject document;
    private final Place place;
    private final boolean isText;
    private final JsonRules rules;

    private Parameter(JsonObject document, Place place, boolean isText, JsonRules rules) {
        this.document = document;
        this.place = place;
        this.isText = isText;
        this.rules = rules;
    }

    static Parameter of(Contract contract, JsonObject document) {
        JsonObject schema = document.getJsonObject("schema");
        return new Parameter(
                document,
                Place.valueOf(document.getString("in").toUpperCase(Locale.ROOT)),
                contract.resolved(schema).getString("type", "string").equals("string"),
                JsonRules.of(contract.alone(schema).toString()));
    }

    /** As it stands in the document. */
    public JsonObject document() {
        return document;
    }

    public Place place() {
        return place;
    }

    public String name() {
        return document.getString("name");
    }

    /** What is wrong with the texts that a request gives for it. */
    List<FieldError> errors(List<String> given) {
        if (given.isEmpty()) {
            return document.getBoolean("required", false) ? List.of(new FieldError(name(), "is missing")) : List.of();
        }
        if (given.size() > 1) {
            return List.of(new FieldError(name(), "is given " + given.size() + " times: give it once"));
        }
        return read(given.get(0))
                .map(value -> rules.errors(value, name()))
                .orElse(List.of(new FieldError(name(), "holds characters that are not readable")));
    }

    /** A parameter is a text; where a number or a truth is asked for, its word is taken for one. */
    private Optional<JsonRules.Value> read(String text) {
        boolean isWord = !isText && WORD_OF_JSON.matcher(text).matches();
        try {
            return Optional.of(JsonRules.read(
                    isWord ? text : JsonText.PROVIDER.createValue(text).toString()));
        } catch (JsonRules.Unreadable wrong) {
            return Optional.empty();
        }
    }
}
