package org.opsflow.conformance;

import com.google.protobuf.Message;
import io.grpc.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.opsflow.proto.agent.v1.ServerFrame;

/** Plays the server. */
final class ServerPlayer extends Player {
    private static final String KEY = "owf_subject_0123456789abcdef0123456789abcdef";
    private static final String ECHO = "offer_00000000000000000000000000";

    /** What may get lost where milliseconds are rounded. */
    private static final long ROUNDING_NANOS = 5_000_000;

    private final Path directory;
    private final AgentsDoor door;
    private final Relay relay;
    private final Program.Running agent;
    private Optional<OwnClock> clock = Optional.empty();
    /** When the agent may come back after a Drain, by the process clock. */
    private Optional<Long> wantedAt = Optional.empty();

    ServerPlayer(Script script, Program program, Path directory, Meddler meddler) {
        super(meddler);
        this.directory = directory;
        door = new AgentsDoor(meddler, patience);
        relay = new Relay(door.port());
        values.set("dir", directory.toString());
        Map<String, String> environment = new HashMap<>();
        environment.put("OPSFLOW_SERVER", "127.0.0.1:" + relay.port());
        environment.put("OPSFLOW_KEY", KEY);
        if (script.words().anyMatch("clock"::equals)) {
            OwnClock own = new OwnClock(directory);
            clock = Optional.of(own);
            environment.putAll(own.environment());
        }
        agent = program.start(directory, script.slots(), environment);
    }

    @Override
    boolean own(String word, Object value) {
        switch (word) {
            case "connected" -> connected((String) value);
            case "end" ->
                line().end(Status.Code.valueOf((String) value).toStatus().withDescription("as scripted"));
            case "beats" -> beats(Script.cast(value));
            case "file" -> file(Script.cast(value));
            case "gone" -> gone((String) value);
            case "touch" -> touch((String) value);
            case "exits" -> exits();
            case "stop" -> agent.process().destroy();
            case "silence" -> relay.fallSilent();
            case "clock" -> clock.orElseThrow().set(Long.parseLong((String) value));
            default -> {
                return false;
            }
        }
        return true;
    }

    private void connected(String name) {
        Refuted.unless(
                patience.until(() -> door.hasCaller() || !agent.process().isAlive()) && door.hasCaller(),
                "the agent did not connect; it says: " + agent.said());
        AgentsDoor.Caller caller = door.caller();
        Refuted.unless(caller.authorization().equals("Bearer " + KEY), "it shows " + caller.authorization());
        wantedAt.ifPresent(wanted -> Refuted.unless(
                caller.at() - wanted >= -ROUNDING_NANOS,
                "it came " + (wanted - caller.at()) / 1_000_000 + " ms before it was wanted"));
        wantedAt = Optional.empty();
        add(name, caller.line());
    }

    /** From before the agent can know of it. */
    @Override
    void send(Message frame) {
        if (frame instanceof ServerFrame server && server.hasDrain()) {
            long away = Integer.toUnsignedLong(server.getDrain().getReconnectAfterMs());
            wantedAt = Optional.of(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(away));
        }
        super.send(frame);
    }

    /** So many heartbeats from now on that say this. */
    private void beats(Map<String, Object> wanted) {
        int from = line().aside().size();
        Map<String, Object> beat = Map.of("heartbeat", wanted.get("heartbeat"));
        Refuted.unless(
                patience.until(() -> line().aside().stream()
                                .skip(from)
                                .filter(frame -> Frames.kind(frame).equals("heartbeat"))
                                .filter(frame -> values.matches(beat, frame))
                                .count()
                        >= (int) wanted.get("times")),
                "it does not beat like that: " + line().aside());
    }

    private void file(Map<String, Object> wanted) {
        Path file = directory.resolve((String) wanted.get("name"));
        String content = (String) wanted.get("holds");
        Refuted.unless(patience.until(() -> read(file).equals(content)), file + " holds: " + read(file));
    }

    /** The process whose id a file holds. */
    private void gone(String name) {
        long pid = Long.parseLong(read(directory.resolve(name)).strip());
        Refuted.unless(ProcessHandle.of(pid).isEmpty(), "process " + pid + " still runs");
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void touch(String name) {
        try {
            Files.createFile(directory.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By itself, and it does not come back before. */
    private void exits() {
        Refuted.unless(
                patience.until(() -> !agent.process().isAlive() || door.hasCaller()) && !door.hasCaller(),
                "it goes on");
    }

    @Override
    Message.Builder frame() {
        return ServerFrame.newBuilder();
    }

    @Override
    void askForEcho(Line line) {
        line.send(frame(Map.of("offer", Map.of("offer_id", ECHO))));
    }

    /** Whether it takes the offer depends on the room it has: it is told that the offer is gone. */
    @Override
    boolean isEcho(Message frame) {
        boolean isAccept = values.matches(Map.of("accept", Map.of("offer_id", ECHO)), frame);
        if (isAccept) {
            line().send(frame(Map.of("refused", Map.of("code", "REFUSAL_CODE_OFFER_GONE", "offer_id", ECHO))));
        }
        return isAccept || values.matches(Map.of("decline", Map.of("offer_id", ECHO)), frame);
    }

    @Override
    public void close() {
        agent.kill();
        relay.close();
        door.close();
    }
}
