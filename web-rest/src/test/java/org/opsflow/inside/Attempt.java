package org.opsflow.inside;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.opsflow.web.contract.Route;

/**
 * One request that somebody might send to do harm.
 *
 * @param name what is done to what
 * @param path with its query
 * @param type of the body; empty when there is none
 * @param must whether it has to be refused
 * @param fields of which a refusal has to name one; any refusal will do when there are none
 * @param headers name and value in turn
 * @param text which, when the request is not refused, has to be read back as it was given
 */
record Attempt(
        String name,
        Route route,
        String path,
        String type,
        byte[] body,
        boolean must,
        Set<String> fields,
        List<String> headers,
        Optional<String> text) {

    static Attempt refused(String name, Route route, String path, Set<String> fields) {
        return new Attempt(name, route, path, "", new byte[0], true, fields, List.of(), Optional.empty());
    }

    static Attempt allowed(String name, Route route, String path, Set<String> fields) {
        return new Attempt(name, route, path, "", new byte[0], false, fields, List.of(), Optional.empty());
    }

    Attempt with(String newType, byte[] newBody) {
        return new Attempt(name, route, path, newType, newBody, must, fields, headers, text);
    }

    Attempt with(String newType, String newBody) {
        return with(newType, newBody.getBytes(StandardCharsets.UTF_8));
    }

    Attempt withHeader(String header, String value) {
        return new Attempt(name, route, path, type, body, must, fields, List.of(header, value), text);
    }

    Attempt reading(String wanted) {
        return new Attempt(name, route, path, type, body, must, fields, headers, Optional.of(wanted));
    }

    @Override
    public String toString() {
        String shown = new String(body, StandardCharsets.UTF_8);
        return name + headers + ": " + route.method() + " " + brief(path) + (type.isEmpty() ? "" : " " + brief(shown));
    }

    private static String brief(String text) {
        return text.length() > 200 ? text.substring(0, 200) + "… (" + text.length() + ")" : text;
    }
}
