package org.opsflow.system;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A real browser with an empty profile; {@code browser/browser.mjs} holds its hand. */
final class Browser implements Closeable {

    private static final Path PROJECT = Path.of("browser").toAbsolutePath();
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    private final Process process;
    private final Writer commands;
    private final BufferedReader answers;

    private Browser(Process process) {
        this.process = process;
        this.commands = process.outputWriter(StandardCharsets.UTF_8);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
    }

    static Browser open() throws IOException {
        if (!Files.isDirectory(PROJECT.resolve("node_modules/playwright-core"))) {
            throw new IllegalStateException("The browser tests' library is not there: run `npm ci` in " + PROJECT
                    + " first, as `./opsflow test` does.");
        }
        return new Browser(new ProcessBuilder("node", "browser.mjs", chromium().toString())
                .directory(PROJECT.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    private static Path chromium() {
        var named = System.getenv("CHROMIUM");
        var candidates = named == null ? NAMES.stream().flatMap(Browser::inPath) : Stream.of(Path.of(named));
        return candidates
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException((named == null ? "There is no" : named + " is no")
                        + " Chromium, which the browser tests need: install it (Debian: apt-get install chromium)"
                        + " or name one with the variable CHROMIUM."));
    }

    private static Stream<Path> inPath(String name) {
        return Stream.of(System.getenv("PATH").split(":")).map(directory -> Path.of(directory, name));
    }

    /** @param name of the tab, which is opened when it is new */
    Tab tab(String name) {
        return new Tab(this, name);
    }

    /** Waits for what comes of it; what does not come in a minute is an error. */
    synchronized JsonElement tell(JsonObject command) {
        try {
            commands.write(command + "\n");
            commands.flush();
            var line = answers.readLine();
            if (line == null) {
                throw new AssertionError("The browser is gone; its own words are in the output of the build.");
            }
            var answer = JsonParser.parseString(line).getAsJsonObject();
            if (answer.has("error")) {
                throw new AssertionError(command + ": " + answer.get("error").getAsString());
            }
            return answer.get("value");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        commands.close();
        process.onExit().join();
    }
}
