package org.opsflow.micro;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** An agent in a process of its own, which knows the server's agents' door and nothing else of it. */
record AgentProcess(Process process, Path log) {

    private static final long END_SECONDS = 15;

    static AgentProcess start(DemoPlan plan, String name, String key, String door) throws IOException {
        var work = Files.createDirectories(plan.directory().resolve("demo").resolve(name.toLowerCase(Locale.ROOT)));
        var log = work.resolve("agent.log");
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-Xmx96m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        plan.agentJar().toString(),
                        "--server",
                        door,
                        "--instance",
                        name.toLowerCase(Locale.ROOT),
                        "--work",
                        work.toString(),
                        "--slots",
                        "2")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("OPSFLOW_KEY", key);
        return new AgentProcess(builder.start(), log);
    }

    /** The end of what it told; the file may be gone with the demo's directory before anybody looks. */
    String lastWords() throws IOException {
        var told = Files.readString(log).strip();
        return told.isEmpty() ? "nothing" : told.substring(told.lastIndexOf('\n') + 1);
    }

    void stop() {
        process.destroy();
    }

    void awaitEnd() {
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
