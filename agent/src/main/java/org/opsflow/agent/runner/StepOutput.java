package org.opsflow.agent.runner;

import com.google.gson.JsonObject;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A step's result: the JSON it wrote, or else its exit code and the end of what it said. */
final class StepOutput {
    private StepOutput() {}

    /** What the command wrote to OPSFLOW_OUTPUT; empty when it wrote nothing. */
    static Optional<String> written(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).strip();
        return Optional.of(text).filter(written -> !written.isEmpty());
    }

    /** Whether the text is one JSON value, and nothing else. */
    static boolean isJson(String text) {
        try (JsonReader reader = new JsonReader(new StringReader(text))) {
            reader.setStrictness(Strictness.STRICT);
            reader.skipValue();
            return reader.peek() == JsonToken.END_DOCUMENT;
        } catch (IOException | IllegalStateException e) {
            return false;
        }
    }

    static String ofTail(int exitCode, String tail) {
        JsonObject output = new JsonObject();
        output.addProperty("exit_code", exitCode);
        output.addProperty("stdout", tail);
        return output.toString();
    }
}
