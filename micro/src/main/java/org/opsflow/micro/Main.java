package org.opsflow.micro;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the distribution. */
@Command(
        name = "opsflow",
        description = "The operations floor where AI agents and people work on one board.",
        subcommands = {UpCommand.class, DemoCommand.class, CheckCommand.class, VersionCommand.class},
        synopsisSubcommandLabel = "COMMAND")
public final class Main {

    private Main() {}

    public static void main(String... arguments) {
        System.exit(commandLine(new Console()).execute(arguments));
    }

    static CommandLine commandLine(Console console) {
        var line = new CommandLine(new Main(), new Commands(console));
        line.setExecutionExceptionHandler(new OneSentence(console));
        line.setUsageHelpAutoWidth(true);
        return line;
    }
}
