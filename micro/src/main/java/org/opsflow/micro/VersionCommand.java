package org.opsflow.micro;

import picocli.CommandLine.Command;

@Command(name = "version", description = "Prints the version.")
final class VersionCommand implements Runnable {

    private final Console console;

    VersionCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        var version = Main.class.getPackage().getImplementationVersion();
        console.say("Opsflow " + (version == null ? "(not packaged)" : version) + ", Java " + Runtime.version());
    }
}
