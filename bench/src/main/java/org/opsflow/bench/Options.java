package org.opsflow.bench;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What every bench can be told. */
final class Options {
    private static final int MOST_AGENTS = 10_000;

    int agents = 64;

    @Option(names = "--seconds", paramLabel = "N", description = "How long to measure (default ${DEFAULT-VALUE}).")
    int seconds = 30;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            description = "Seconds at full load before (default ${DEFAULT-VALUE}).")
    int warmUp = 20;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--agents", paramLabel = "N", description = "Agent connections (64; idle: 10000).")
    void agents(int number) {
        if (number < 1 || number > MOST_AGENTS) {
            throw new ParameterException(
                    command.commandLine(), "--agents must be 1 to " + MOST_AGENTS + ", this is " + number);
        }
        agents = number;
    }

    @Option(
            names = "--offers",
            description = "Agents are offered each step and accept it, instead of keeping standing credits.")
    boolean offers;

    @Option(names = "--rest", description = "Tasks are created by REST instead of gRPC.")
    boolean rest;

    @Option(names = "--json", description = "Prints one line of JSON and nothing else.")
    boolean json;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Measures the server that runs in this data directory, instead of one of its own.")
    private Path data;

    @Option(
            names = "--distribution",
            paramLabel = "DIR",
            description = "The directory with opsflow.jar (default: the one built from this clone).")
    private Path distribution;

    Optional<Path> runningServer() {
        return Optional.ofNullable(data);
    }

    Path distribution() {
        return distribution != null ? distribution : source().resolve("micro/target/opsflow");
    }

    /** This program lies in {@code bench/target/bench}. */
    static Path source() {
        try {
            Path jar = Path.of(Options.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return jar.resolve("../../../..").normalize();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
