package org.opsflow.micro;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * The people's door by an API key.
 *
 * <p>Each call has a connection of its own: the server ends those that were idle for 30 s, and a call that is on its way
 * in that very moment is lost.
 */
record PeopleClient(String base, String key) {

    private static final int REFUSED = 400;

    static JsonElement json(String text) {
        return JsonParser.parseString(text);
    }

    JsonElement get(String path) throws IOException {
        return data(bytes(path));
    }

    byte[] bytes(String path) throws IOException {
        return answer(call(path), path);
    }

    JsonObject post(String path, String type, String body) throws IOException {
        var call = call(path);
        call.setRequestMethod("POST");
        call.setRequestProperty("Content-Type", type);
        call.setDoOutput(true);
        try (var out = call.getOutputStream()) {
            out.write(body.getBytes(StandardCharsets.UTF_8));
        }
        return data(answer(call, path)).getAsJsonObject();
    }

    private HttpURLConnection call(String path) throws IOException {
        var call = (HttpURLConnection) URI.create(base + path).toURL().openConnection();
        call.setRequestProperty("Authorization", "Bearer " + key);
        call.setRequestProperty("Connection", "close");
        return call;
    }

    private static byte[] answer(HttpURLConnection call, String path) throws IOException {
        var refused = call.getResponseCode() >= REFUSED;
        try (var in = refused ? call.getErrorStream() : call.getInputStream()) {
            var answer = in == null ? new byte[0] : in.readAllBytes();
            if (refused) {
                throw StartRefused.demoRefused(path, new String(answer, StandardCharsets.UTF_8));
            }
            return answer;
        }
    }

    private static JsonElement data(byte[] answer) {
        return json(new String(answer, StandardCharsets.UTF_8))
                .getAsJsonObject()
                .get("data");
    }
}
