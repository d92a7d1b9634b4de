package org.opsflow.bench;

import com.google.gson.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The process of the agents. Hears {@code connect KEY…} and {@code totals}. */
@Command(name = "fleet-process", hidden = true)
final class FleetProcess implements Callable<Integer> {
    @Option(names = "--port", required = true)
    private int port;

    @Option(names = "--tell-all")
    private boolean tellAll;

    @Option(names = "--hold")
    private boolean hold;

    @Option(names = "--offers")
    private boolean offers;

    @Override
    public Integer call() throws IOException, InterruptedException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (Moments moments = new Moments(tellAll)) {
            Fleet fleet = new Fleet(moments, offers, hold);
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                List<String> words = List.of(line.split(" "));
                JsonObject answer = new JsonObject();
                switch (words.get(0)) {
                    case "connect" -> {
                        fleet.connect(port, words.subList(1, words.size()));
                        answer.addProperty("moments_port", moments.port());
                    }
                    case "totals" -> answer = fleet.totals();
                    default -> throw new BenchFailure("The agents do not know \"" + line + "\".");
                }
                System.out.println(answer);
            }
            fleet.leave();
        }
        return 0;
    }
}
