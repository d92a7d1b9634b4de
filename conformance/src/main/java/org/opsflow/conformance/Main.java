package org.opsflow.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Tells authors of agents whether theirs keeps to the contract: {@code conformance [SCRIPT ...] -- COMMAND ...}. */
public final class Main {
    private static final String USAGE =
            """
            usage: opsflow conformance [SCRIPT ...] -- COMMAND [ARGUMENT ...]

            Starts COMMAND once for each script and plays its server. COMMAND is an agent that runs script steps and finds
            OPSFLOW_SERVER, OPSFLOW_KEY and OPSFLOW_SLOTS in its environment; {slots} and {directory} (empty, its own) in
            its arguments are filled in. What agents can do without is played when it is named: %s.
            Exit code: 0 when it keeps to every script, 1 when not, 2 for wrong usage.
            """;

    private Main() {}

    public static void main(String[] arguments) throws IOException {
        List<String> words = Arrays.asList(arguments);
        int dashes = words.indexOf("--");
        List<Script> scripts = dashes < 0 ? List.of() : chosen(words.subList(0, dashes));
        if (dashes < 0 || dashes == words.size() - 1 || scripts.isEmpty()) {
            System.err.printf(USAGE, optional());
            System.exit(2);
        }
        Program agent = new Program(words.subList(dashes + 1, words.size()));
        Path directory = Files.createTempDirectory("opsflow-conformance-");
        long failed = scripts.stream()
                .filter(script -> !keepsTo(script, agent, directory))
                .count();
        System.out.println((scripts.size() - failed) + " passed, " + failed + " failed");
        System.out.println("What the agent printed is in " + directory + ".");
        System.exit(failed == 0 ? 0 : 1);
    }

    private static String optional() {
        return Script.forAgents().stream()
                .filter(script -> !script.isForAll())
                .map(Script::name)
                .collect(Collectors.joining(", "));
    }

    /** All that are for all when none is named, none when one of the names is unknown. */
    private static List<Script> chosen(List<String> names) {
        List<Script> all = Script.forAgents();
        if (names.isEmpty()) {
            return all.stream().filter(Script::isForAll).toList();
        }
        boolean areKnown = all.stream().map(Script::name).toList().containsAll(names);
        return all.stream()
                .filter(script -> areKnown && names.contains(script.name()))
                .toList();
    }

    private static boolean keepsTo(Script script, Program agent, Path directory) {
        try {
            Kit.testAgent(script, agent, Files.createDirectory(directory.resolve(script.name())), Meddler.NONE);
            System.out.println("ok      " + script);
            return true;
        } catch (Refuted | IOException | IllegalStateException e) {
            System.out.println("FAILED  " + e.getMessage());
            return false;
        }
    }
}
