package org.opsflow.bench;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** The people's door, as the administrator. */
final class People {
    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;
    private final String key;

    People(String url, String key) {
        this.url = url;
        this.key = key;
    }

    String url() {
        return url;
    }

    String key() {
        return key;
    }

    /** Registers an agent; answers its key. */
    String agent(String name) {
        JsonObject agent = new JsonObject();
        agent.addProperty("name", name);
        return post("/api/agents", "application/json", agent.toString())
                .get("api_key")
                .getAsString();
    }

    /** Publishes a definition of one step that any of the bench's agents can do; answers its id. */
    String definition() {
        String yaml =
                """
                name: Bench
                phases: [work]
                steps:
                  - {id: work, name: Work, phase: work, type: script, command: "true"}
                """;
        return post("/api/workflow-definitions", "application/yaml", yaml)
                .get("id")
                .getAsString();
    }

    private JsonObject post(String path, String type, String body) {
        try {
            HttpResponse<String> response = http.send(
                    HttpRequest.newBuilder(URI.create(url + path))
                            .header("Authorization", "Bearer " + key)
                            .header("Content-Type", type)
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 201) {
                throw new BenchFailure(
                        "POST " + path + " was answered with " + response.statusCode() + ": " + response.body());
            }
            return JsonParser.parseString(response.body()).getAsJsonObject().getAsJsonObject("data");
        } catch (IOException e) {
            throw new BenchFailure("POST " + path + " failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailure("POST " + path + " was interrupted", e);
        }
    }
}
