package org.opsflow.system;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The people's door, by REST. */
final class People {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String url;
    private final String header;
    private final String credential;

    private People(String url, String header, String credential) {
        this.url = url;
        this.header = header;
        this.credential = credential;
    }

    static People withKey(String url, String key) {
        return new People(url, "Authorization", "Bearer " + key);
    }

    static People withCookie(String url, String cookie) {
        return new People(url, "Cookie", "opsflow_session=" + cookie);
    }

    /** With a session of its own, as a browser has it. */
    static People signIn(String url, String email, String password) {
        var body = new JsonObject();
        body.addProperty("email", email);
        body.addProperty("password", password);
        var response = send(
                HttpRequest.newBuilder(URI.create(url + "/api/auth/login"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString(), StandardCharsets.UTF_8)),
                HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        var cookie = response.headers().firstValue("Set-Cookie").orElseThrow();
        return withCookie(url, cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';')));
    }

    /** Registers an agent; answers its key. */
    String registerAgent(String name) {
        var body = new JsonObject();
        body.addProperty("name", name);
        return post("/api/agents", "application/json", body.toString())
                .get("api_key")
                .getAsString();
    }

    /** Publishes a definition; answers its id. */
    String publish(String yaml) {
        return post("/api/workflow-definitions", "application/yaml", yaml)
                .get("id")
                .getAsString();
    }

    /** Starts a run; answers its id. */
    String submit(String definition, JsonObject args) {
        var body = new JsonObject();
        body.addProperty("workflow_definition_id", definition);
        body.add("args", args);
        return post("/api/workflow-executions", "application/json", body.toString())
                .get("id")
                .getAsString();
    }

    /** Cancels a run, unless it has ended. */
    void cancel(String run) {
        var status = postStatus("/api/workflow-executions/" + run + "/cancel", "{}");
        if (status != 200 && status != 409) {
            throw new IllegalStateException("The cancellation of " + run + " was answered " + status);
        }
    }

    JsonObject run(String id) {
        return get("/api/workflow-executions/" + id).getAsJsonObject();
    }

    boolean hasStatus(String run, String status) {
        return run(run).get("status").getAsString().equals(status);
    }

    List<JsonObject> steps(String run) {
        return objects(run(run).get("steps"));
    }

    JsonObject step(String run, String key) {
        return steps(run).stream()
                .filter(step -> step.get("step_id").getAsString().equals(key))
                .findFirst()
                .orElseThrow();
    }

    /** Of a step, the newest last. */
    List<JsonObject> attempts(String stepId) {
        return objects(get("/api/workflow-steps/" + stepId).getAsJsonObject().get("attempts"));
    }

    List<JsonObject> artifacts(String run) {
        return list("/api/workflow-executions/" + run + "/artifacts");
    }

    String log(String stepId) {
        return get("/api/workflow-steps/" + stepId + "/logs/output")
                .getAsJsonObject()
                .get("content")
                .getAsString();
    }

    byte[] bytes(String path) {
        return send(request(path).GET(), HttpResponse.BodyHandlers.ofByteArray())
                .body();
    }

    JsonElement get(String path) {
        return data(request(path).GET());
    }

    JsonObject post(String path, String type, String body) {
        return data(request(path)
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8)))
                .getAsJsonObject();
    }

    /** The status alone, whatever it is. */
    int status(String path) {
        return exchange(request(path).GET(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    /** The status alone, whatever it is. */
    int postStatus(String path, String json) {
        return exchange(
                        request(path)
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(json, StandardCharsets.UTF_8)),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    void put(String path, String json) {
        data(request(path)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(json, StandardCharsets.UTF_8)));
    }

    /** A list, as far as its first page goes. */
    List<JsonObject> list(String path) {
        return objects(get(path));
    }

    private JsonElement data(HttpRequest.Builder request) {
        var response = send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        return JsonParser.parseString(response.body()).getAsJsonObject().get("data");
    }

    private static <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body) {
        var response = exchange(request, body);
        if (response.statusCode() / 100 != 2) {
            throw new IllegalStateException(
                    response.request().uri() + " answered " + response.statusCode() + ": " + response.body());
        }
        return response;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).header(header, credential);
    }

    private static <T> HttpResponse<T> exchange(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body) {
        try {
            return CLIENT.send(request.build(), body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static List<JsonObject> objects(JsonElement list) {
        var objects = new ArrayList<JsonObject>();
        list.getAsJsonArray().forEach(element -> objects.add(element.getAsJsonObject()));
        return objects;
    }
}
