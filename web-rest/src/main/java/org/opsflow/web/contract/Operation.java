package org.opsflow.web.contract;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What one operation of the contract takes. */
public final class Operation {
    private final JsonObject document;
    private final List<Parameter> parameters;
    private final Body body;

    private Operation(JsonObject document, List<Parameter> parameters, Body body) {
        this.document = document;
        this.parameters = parameters;
        this.body = body;
    }

    static Operation of(Contract contract, JsonObject document, List<JsonObject> parameters) {
        Body body = Optional.ofNullable(document.getJsonObject("requestBody"))
                .map(some -> Body.of(contract, some))
                .orElse(Body.NONE);
        return new Operation(
                document,
                parameters.stream()
                        .map(parameter -> Parameter.of(contract, parameter))
                        .toList(),
                body);
    }

    /** As it stands in the document, its path's parameters left out. */
    public JsonObject document() {
        return document;
    }

    /** With those of its path. */
    public List<Parameter> parameters() {
        return parameters;
    }

    Body body() {
        return body;
    }

    /** The parameters of one place by name; those that a place has beside them may be refused by its reader. */
    List<Parameter> parameters(Parameter.Place place) {
        List<Parameter> here = new ArrayList<>(parameters);
        here.removeIf(parameter -> parameter.place() != place);
        return here;
    }
}
