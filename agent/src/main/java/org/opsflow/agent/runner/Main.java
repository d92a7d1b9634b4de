package org.opsflow.agent.runner;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.opsflow.agent.AgentBuilder;
import org.opsflow.agent.AgentStartException;
import org.opsflow.agent.End;
import org.opsflow.agent.OpsflowAgent;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command line of {@code opsflow-agent}. */
@Command(
        name = "opsflow-agent",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        sortOptions = false,
        description = "Claims steps of workflows from an Opsflow server and runs their commands on this machine.",
        footer = {
            "",
            "The agent's key is read from the environment variable OPSFLOW_KEY or from --key-file; it is never an"
                    + " argument, and no command the agent runs finds it in its environment.",
            "",
            "A command runs by `sh -c` in DIR/runs/<run id>, or in the directory its step names, and finds there:",
            "  OPSFLOW_RUN_ID, OPSFLOW_STEP, OPSFLOW_ATTEMPT (1, 2, ...), OPSFLOW_ATTEMPT_ID, OPSFLOW_FENCE",
            "  OPSFLOW_ARGS     a JSON file with the run's arguments",
            "  OPSFLOW_INPUTS   a directory with <step>.json for each step it needs",
            "  OPSFLOW_STEER    where what people say to the step meanwhile is appended",
            "  OPSFLOW_OUTPUT   where to write the step's result as JSON",
            "A line `::progress 40 some text` on its output moves the card's bar. What it leaves running dies with it.",
            "",
            "Exit code: 0 after SIGTERM or SIGINT, 1 when the agent cannot go on, 2 for wrong usage."
        })
public final class Main implements Callable<Integer> {
    private static final Duration GRACE = Duration.ofSeconds(10);

    @Option(
            names = "--server",
            paramLabel = "HOST:PORT",
            defaultValue = "${env:OPSFLOW_SERVER:-127.0.0.1:9090}",
            split = ",",
            description = "The server's gRPC port; else OPSFLOW_SERVER, else 127.0.0.1:9090. May be repeated, or hold"
                    + " several with commas: nodes of one server, of which it goes to the next when one is away.")
    private List<String> servers;

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            description = "A file with the agent's key, instead of OPSFLOW_KEY.")
    private Path keyFile;

    @Option(
            names = "--instance",
            paramLabel = "NAME",
            defaultValue = "",
            description = "Tells processes of one agent apart; by default the one used last in DIR, or else made from"
                    + " the host's name.")
    private String instance;

    @Option(
            names = "--work",
            paramLabel = "DIR",
            defaultValue = "opsflow-agent",
            description = "Where runs have their directories and the agent its memory (default: ./${DEFAULT-VALUE}).")
    private Path work;

    @Option(
            names = "--slots",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many steps to work on at once (default: ${DEFAULT-VALUE}).")
    private int slots;

    @Option(
            names = "--capability",
            paramLabel = "NAME",
            defaultValue = "script",
            description = "What this agent can do; may be repeated (default: ${DEFAULT-VALUE}).")
    private List<String> capabilities;

    @Option(
            names = "--label",
            paramLabel = "KEY=VALUE",
            description =
                    "What else is to be known of this process, for example region=eu: people see it, and steps can"
                            + " require it; may be repeated.")
    private List<String> labels = List.of();

    @Option(
            names = "--pass-env",
            paramLabel = "NAME",
            description = "A variable of this environment that commands may see beside the usual ones (PATH, HOME,"
                    + " LANG ...); may be repeated.")
    private List<String> passEnv = List.of();

    @Option(names = "--tls", description = "Speak TLS.")
    private boolean tls;

    @Option(names = "--ca", paramLabel = "FILE", description = "With --tls: a PEM file of the certificates to trust.")
    private Path ca;

    @Spec
    private CommandSpec spec;

    /** Runs until it is told to stop or cannot go on. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main()).setExecutionExceptionHandler((failure, command, parsed) -> {
            if (failure instanceof AgentStartException) {
                command.getErr().println(failure.getMessage());
                return CommandLine.ExitCode.SOFTWARE;
            }
            throw failure;
        });
    }

    @Override
    public Integer call() {
        // Libraries speak up only when something is wrong; what people want to know the narrator says.
        Logger.getLogger("").setLevel(Level.WARNING);
        PrintWriter err = spec.commandLine().getErr();
        String key = KeySource.read(keyFile, System.getenv());
        Path directory = work.toAbsolutePath().normalize();
        ChildEnvironment environment = ChildEnvironment.of(System.getenv(), passEnv, key);
        OpsflowAgent agent = builder(key, directory)
                .handler(new ScriptHandler(directory.resolve("runs"), environment))
                .onEvent(new Narrator(err))
                .start();
        CompletableFuture<Integer> exitCode = new CompletableFuture<>();
        stopOnSignal(agent, exitCode);
        End end = agent.ended().join();
        err.println(end.message());
        err.flush();
        exitCode.complete(end.orderly() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE);
        return exitCode.join();
    }

    private AgentBuilder builder(String key, Path directory) {
        if (ca != null && !tls) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--ca means nothing without --tls: add --tls");
        }
        AgentBuilder builder = OpsflowAgent.builder()
                .server(String.join(",", servers))
                .key(key)
                .instance(instance)
                .version("opsflow-agent " + AgentBuilder.versionOfThis())
                .maxConcurrent(slots)
                .stateDirectory(directory.resolve("state"));
        capabilities.forEach(builder::capability);
        labels().forEach(builder::label);
        if (ca != null) {
            builder.tls(ca);
        } else if (tls) {
            builder.tls();
        }
        return builder;
    }

    private Map<String, String> labels() {
        Map<String, String> named = new LinkedHashMap<>();
        for (String label : labels) {
            int equals = label.indexOf('=');
            if (equals < 1 || equals == label.length() - 1) {
                throw new CommandLine.ParameterException(
                        spec.commandLine(), "--label " + label + " is not KEY=VALUE, for example region=eu");
            }
            String key = label.substring(0, equals);
            if (named.put(key, label.substring(equals + 1)) != null) {
                throw new CommandLine.ParameterException(
                        spec.commandLine(), "--label " + key + " is given more than once: leave one");
            }
        }
        return named;
    }

    /**
     * The virtual machine would exit with 143 after SIGTERM; leaving in good order is a success. Halts only when the
     * last line is on the terminal: the thread that prints it runs beside this one.
     */
    private static void stopOnSignal(OpsflowAgent agent, CompletableFuture<Integer> exitCode) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            if (!exitCode.isDone()) {
                                agent.stop(GRACE);
                                Runtime.getRuntime().halt(exitCode.join());
                            }
                        },
                        "opsflow-signal"));
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"opsflow-agent " + AgentBuilder.versionOfThis()};
        }
    }
}
