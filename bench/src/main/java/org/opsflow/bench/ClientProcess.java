package org.opsflow.bench;

import com.google.gson.JsonObject;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The process of the submitting client. Hears {@code keep TASKS}, {@code measure}, {@code measured}, {@code rate N
 * SECONDS} and {@code drain}; its first line is the key.
 */
@Command(name = "client-process", hidden = true)
final class ClientProcess implements Callable<Integer> {
    @Option(names = "--port", required = true)
    private int port;

    @Option(names = "--moments-port", required = true)
    private int momentsPort;

    @Option(names = "--definition", required = true)
    private String definition;

    @Option(names = "--bench", required = true)
    private String bench;

    /** Where tasks are created by REST; empty for gRPC. */
    @Option(names = "--create-at")
    private String createAt = "";

    /** Where runs are cancelled as soon as they are granted; empty to leave them. */
    @Option(names = "--cancel-at")
    private String cancelAt = "";

    @Override
    public Integer call() throws IOException, InterruptedException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String key = in.readLine();
        Creation creation = createAt.isEmpty()
                ? new GrpcCreation(port, key, definition)
                : new RestCreation(createAt, key, definition);
        Optional<Cancelling> cancelling =
                cancelAt.isEmpty() ? Optional.empty() : Optional.of(new Cancelling(cancelAt, key));
        try (Client client = new Client(creation, bench, cancelling);
                Socket moments = new Socket(InetAddress.getLoopbackAddress(), momentsPort)) {
            Thread listener = new Thread(() -> listen(client, moments), "moments");
            listener.setDaemon(true);
            listener.start();
            System.out.println(new JsonObject());
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                System.out.println(answer(client, List.of(line.split(" "))));
            }
        }
        return 0;
    }

    private static JsonObject answer(Client client, List<String> words) throws InterruptedException {
        switch (words.get(0)) {
            case "keep" -> client.keep(Integer.parseInt(words.get(1)));
            case "measure" -> client.measure();
            case "rate" -> client.submitAtRate(Integer.parseInt(words.get(1)), Integer.parseInt(words.get(2)));
            case "measured" -> {
                return client.measured();
            }
            case "drain" -> {
                return client.drain();
            }
            default -> throw new BenchFailure("The client does not know \"" + words + "\".");
        }
        return new JsonObject();
    }

    private static void listen(Client client, Socket moments) {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(moments.getInputStream()))) {
            while (true) {
                client.heard(Moment.read(in));
            }
        } catch (IOException end) {
            // The agents are gone; draining notices what they left undone.
        }
    }
}
