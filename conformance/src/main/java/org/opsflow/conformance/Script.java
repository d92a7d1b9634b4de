package org.opsflow.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * One conversation as data: given these frames, exactly these frames.
 *
 * @param name of its file, for example {@code resume}
 * @param title what it shows, in a sentence
 * @param guarantees of the protocol that it is about, 1 to 12
 * @param misbehaviour of the kit's side: slow, deaf, duplicate, lying, oversized, half-open, resuming, clock-jump; empty
 *     when it behaves
 * @param needs what agents can do without, and are not held to the script then; empty when it is for all
 * @param slots how many attempts the agent under test may work on at once
 * @param steps one word and its value each, in order
 */
public record Script(
        String name,
        String title,
        List<Integer> guarantees,
        String misbehaviour,
        String needs,
        int slots,
        List<Map<String, Object>> steps) {

    private static final String INDEX = "index.txt";

    /** What an agent under test has to live up to. */
    public static List<Script> forAgents() {
        return all("agents");
    }

    /** What a server under test has to live up to. */
    public static List<Script> forServers() {
        return all("servers");
    }

    private static List<Script> all(String directory) {
        return Arrays.stream(text(directory + "/" + INDEX).split("\\R"))
                .map(name -> read(directory, name))
                .toList();
    }

    private static Script read(String directory, String name) {
        Map<String, Object> tree = cast(yaml(directory + "/" + name + ".yaml"));
        List<Map<String, Object>> steps = cast(tree.get("steps"));
        return new Script(
                name,
                (String) tree.get("title"),
                cast(tree.get("guarantees")),
                (String) tree.getOrDefault("misbehaviour", ""),
                (String) tree.getOrDefault("needs", ""),
                (int) tree.getOrDefault("slots", 1),
                steps);
    }

    static Object yaml(String file) {
        return new Load(LoadSettings.builder().setLabel(file).build()).loadFromString(text(file));
    }

    private static String text(String file) {
        try (InputStream in = Script.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalArgumentException("There is no " + file + ".");
            }
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    static <T> T cast(Object value) {
        return (T) value;
    }

    /** Whether the other side is told to stop: a server is not to be had again as quickly as an agent. */
    public boolean isAboutAnEnd() {
        return words().anyMatch("stop"::equals);
    }

    /** Whether every agent has to live up to it. */
    public boolean isForAll() {
        return needs.isEmpty();
    }

    Stream<String> words() {
        return steps.stream().flatMap(step -> step.keySet().stream());
    }

    @Override
    public String toString() {
        return name + ": " + title;
    }
}
