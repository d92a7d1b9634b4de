package org.opsflow.bench;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** {@code POST /api/workflow-executions}, on as many connections as calls are under way. */
final class RestCreation implements Creation {
    private static final int UNAVAILABLE = 503;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            // A request that waits for a thread would be the bench's delay, not the server's.
            .executor(Runnable::run)
            .build();
    private final URI executions;
    private final String key;
    private final String definition;

    RestCreation(String url, String key, String definition) {
        this.executions = URI.create(url + "/api/workflow-executions");
        this.key = key;
        this.definition = definition;
    }

    @Override
    public void create(String name, Answer answer) {
        JsonObject run = new JsonObject();
        run.addProperty("workflow_definition_id", definition);
        run.addProperty("name", name);
        http.sendAsync(
                        HttpRequest.newBuilder(executions)
                                .header("Authorization", "Bearer " + key)
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(run.toString()))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .whenComplete((response, failure) -> {
                    if (failure != null) {
                        answer.failed(failure.toString());
                    } else if (response.statusCode() == 201) {
                        answer.created(JsonParser.parseString(response.body())
                                .getAsJsonObject()
                                .getAsJsonObject("data")
                                .get("id")
                                .getAsString());
                    } else if (response.statusCode() == UNAVAILABLE) {
                        answer.refused(
                                response.headers().firstValue("Retry-After").isPresent());
                    } else {
                        answer.failed(response.statusCode() + " " + response.body());
                    }
                });
    }

    @Override
    public void close() {}
}
