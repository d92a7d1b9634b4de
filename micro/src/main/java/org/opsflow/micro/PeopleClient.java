package org.opsflow.micro;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** The people's door by an API key. */
final class PeopleClient {

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;
    private final String key;

    PeopleClient(String base, String key) {
        this.base = base;
        this.key = key;
    }

    static JsonElement json(String text) {
        return JsonParser.parseString(text);
    }

    JsonElement get(String path) throws IOException, InterruptedException {
        return data(http.send(request(path).build(), BodyHandlers.ofString()));
    }

    byte[] bytes(String path) throws IOException, InterruptedException {
        return http.send(request(path).build(), BodyHandlers.ofByteArray()).body();
    }

    JsonObject post(String path, String type, String body) throws IOException, InterruptedException {
        var request = request(path).header("Content-Type", type).POST(BodyPublishers.ofString(body));
        return data(http.send(request.build(), BodyHandlers.ofString())).getAsJsonObject();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).header("Authorization", "Bearer " + key);
    }

    private static JsonElement data(HttpResponse<String> response) {
        if (response.statusCode() >= 400) {
            throw StartRefused.demoRefused(response.request().uri().getPath(), response.body());
        }
        return json(response.body()).getAsJsonObject().get("data");
    }
}
