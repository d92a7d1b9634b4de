package org.opsflow.micro;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "up", description = "Runs a server until it is told to stop (Ctrl-C).", mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private ServerArguments arguments;

    UpCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        var server = new Server(arguments.settings(Distribution.war()), console::tell);
        return new Foreground(server, console).run(request -> {
            console.say("Opsflow is ready: " + server.url());
            console.say("Sign in with what is in " + server.firstSignIn());
            return request.await();
        });
    }
}
