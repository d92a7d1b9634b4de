package org.opsflow.micro;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "demo",
        description = "Runs a server with agents that work on a real workflow: the health check of a Git repository.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

    private final Console console;

    @Spec
    private CommandSpec command;

    @Mixin
    private ServerArguments arguments;

    @Option(
            names = "--once",
            description = "Wait for the run to end, print one line of JSON, stop everything; exit 0 when it completed.")
    private boolean once;

    @Option(
            names = "--repository",
            paramLabel = "DIR",
            description = "The Git repository to look at (default: this clone).")
    private Path repository;

    @Option(
            names = "--agents-connect-to",
            paramLabel = "HOST:PORT",
            description =
                    "Where the agents find the agents' door, when a proxy is in between (default: the server's own).")
    private String agentsConnectTo;

    DemoCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        var home = home();
        var subject = repository == null ? home : repository.toAbsolutePath();
        if (!Files.exists(subject.resolve(".git"))) {
            throw StartRefused.noRepository(subject.toString());
        }
        var directory = arguments.hasData() ? arguments.data() : Files.createTempDirectory("opsflow-demo");
        try {
            return run(new DemoPlan(home, subject, directory, agentsConnectTo));
        } finally {
            if (!arguments.hasData()) {
                Trees.delete(directory);
            }
        }
    }

    private int run(DemoPlan plan) throws Exception {
        var server = new Server(
                arguments
                        .settings(Distribution.war())
                        .in(plan.directory())
                        .withFreePorts(!isGiven("--http-port"), !isGiven("--grpc-port")),
                console::tell);
        return new Foreground(server, console).run(request -> {
            try (var demo = new Demo(plan, server, console)) {
                demo.prepare();
                return once ? demo.once(request) : demo.keepShowing(request);
            }
        });
    }

    private boolean isGiven(String option) {
        return command.commandLine().getParseResult().hasMatchedOption(option);
    }

    /** The clone: the script says where it is. */
    private static Path home() throws IOException {
        var home = System.getenv("OPSFLOW_HOME");
        if (home == null || !Files.isDirectory(Path.of(home, "demo"))) {
            throw StartRefused.noDemo();
        }
        return Path.of(home).toRealPath();
    }
}
