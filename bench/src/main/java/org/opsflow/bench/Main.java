package org.opsflow.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the benches. */
@Command(
        name = "./opsflow bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Measures a server of its own in a fresh directory, or one that runs.",
        subcommands = {
            Throughput.class,
            Dispatch.class,
            Cancel.class,
            Backlog.class,
            Overload.class,
            Idle.class,
            FleetProcess.class,
            ClientProcess.class
        })
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main()).setExecutionExceptionHandler(Main::inOneSentence);
    }

    private static int inOneSentence(Exception failure, CommandLine line, CommandLine.ParseResult parsed) {
        if (failure instanceof BenchFailure) {
            line.getErr().println("opsflow bench: " + failure.getMessage());
        } else {
            failure.printStackTrace(line.getErr());
        }
        return 1;
    }
}
