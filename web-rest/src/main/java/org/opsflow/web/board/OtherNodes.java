package org.opsflow.web.board;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.opsflow.domain.claim.Load;
import org.opsflow.domain.claim.ProcessSignal;
import org.opsflow.domain.claim.StepSignal;
import org.opsflow.domain.shared.NodeNews;

/**
 * Brings to the boards of other nodes what is shown and not kept: signals, and output while it is written. A node says what
 * is looked at on it, and again from time to time; what nobody looks at is not sent. One thread, the sender's, calls this.
 */
final class OtherNodes {
    /** What is looked at on a node: workspaces, then steps whose output is open. */
    static final String LOOKS = "live-looks";

    static final String SIGNAL = "live-signal";
    static final String VITALS = "live-vitals";
    static final String OUTPUT = "live-output";

    static final Set<String> KINDS = Set.of(LOOKS, SIGNAL, VITALS, OUTPUT);

    private static final long AGAIN_NANOS = Duration.ofSeconds(10).toNanos();
    /** A node that said nothing for so long is gone, or nobody looks there any more. */
    static final long FORGOTTEN_NANOS = 3 * AGAIN_NANOS;

    private static final String NOTHING = "-";

    private final NodeNews news;
    private final Map<UUID, Long> workspaces = new HashMap<>();
    private final Map<UUID, Long> steps = new HashMap<>();
    private final LatestSignals<StepSignal> signals = LatestSignals.ofSteps();
    private final LatestSignals<ProcessSignal> processes = LatestSignals.ofProcesses();
    private final Map<UUID, StepOutput> outputs = new HashMap<>();
    private Set<UUID> said = Set.of();
    private long sayAgainAt;

    OtherNodes(NodeNews news) {
        this.news = news;
    }

    /** What is looked at elsewhere. */
    Set<UUID> workspaces() {
        return workspaces.keySet();
    }

    /** Whose output is open elsewhere. */
    Set<UUID> steps() {
        return steps.keySet();
    }

    /** Another node says what is looked at there. */
    void look(String text, long now) {
        String[] words = text.split(" ");
        ids(words[0]).forEach(id -> workspaces.put(id, now + FORGOTTEN_NANOS));
        ids(words[1]).forEach(id -> steps.put(id, now + FORGOTTEN_NANOS));
    }

    void signal(StepSignal signal, long now) {
        if (workspaces.containsKey(signal.workspaceId())) {
            signals.put(signal, now);
        }
    }

    void process(ProcessSignal signal, long now) {
        if (workspaces.containsKey(signal.workspaceId())) {
            processes.put(signal, now);
        }
    }

    void output(UUID stepId, int attempt, long offset, byte[] data, long now) {
        if (steps.containsKey(stepId)) {
            outputs.computeIfAbsent(stepId, id -> new StepOutput(id, now))
                    .add(attempt, offset, data)
                    .ifPresent(this::tell);
        }
    }

    /** @param here workspaces that are looked at on this node, and {@code open} steps whose output is open */
    void tick(Set<UUID> here, Set<UUID> open, long now) {
        workspaces.values().removeIf(until -> now - until >= 0);
        steps.values().removeIf(until -> now - until >= 0);
        outputs.keySet().retainAll(steps.keySet());
        say(here, open, now);
        signals.take(now).forEach(signal -> news.mention(SIGNAL, write(signal)));
        processes.take(now).forEach(signal -> news.mention(VITALS, write(signal)));
        outputs.values().forEach(output -> output.take(now).ifPresent(this::tell));
    }

    private void say(Set<UUID> here, Set<UUID> open, long now) {
        Set<UUID> looks = new HashSet<>(here);
        looks.addAll(open);
        if (!looks.isEmpty() && (!said.containsAll(looks) || now - sayAgainAt >= 0)) {
            news.tell(LOOKS, write(here) + " " + write(open));
            sayAgainAt = now + AGAIN_NANOS;
        }
        said = looks;
    }

    /** Nanoseconds that the next tick may wait. */
    long restNanos(long now) {
        if (!signals.isEmpty()
                || !processes.isEmpty()
                || outputs.values().stream().anyMatch(StepOutput::isPending)) {
            return Feed.INTERVAL_NANOS / 5;
        }
        return said.isEmpty() ? Long.MAX_VALUE : Math.max(0, sayAgainAt - now);
    }

    private void tell(StepOutput.Piece piece) {
        news.mention(
                OUTPUT,
                piece.stepId() + " " + piece.attempt() + " " + piece.offset() + " "
                        + base64(piece.text().getBytes(StandardCharsets.UTF_8)));
    }

    /** Output of a step whose agent is at another node. */
    record Output(UUID stepId, int attempt, long offset, byte[] data) {
        static Output read(String text) {
            String[] words = text.split(" ");
            return new Output(
                    UUID.fromString(words[0]),
                    Integer.parseInt(words[1]),
                    Long.parseLong(words[2]),
                    Base64.getDecoder().decode(words[3]));
        }
    }

    static StepSignal readSignal(String text) {
        String[] words = text.split(" ");
        return new StepSignal(
                UUID.fromString(words[0]),
                UUID.fromString(words[1]),
                UUID.fromString(words[2]),
                number(words[3]),
                words[4].equals(NOTHING)
                        ? Optional.empty()
                        : Optional.of(
                                new String(Base64.getDecoder().decode(words[4].substring(1)), StandardCharsets.UTF_8)),
                Integer.parseInt(words[5]),
                Integer.parseInt(words[6]),
                Instant.ofEpochMilli(Long.parseLong(words[7])));
    }

    /** A line may be empty, a word may not. */
    private static String write(StepSignal signal) {
        return String.join(
                " ",
                signal.workspaceId().toString(),
                signal.runId().toString(),
                signal.stepId().toString(),
                word(signal.percent()),
                signal.line()
                        .map(line -> "." + base64(line.getBytes(StandardCharsets.UTF_8)))
                        .orElse(NOTHING),
                String.valueOf(signal.loop()),
                String.valueOf(signal.maxLoops()),
                String.valueOf(signal.aliveAt().toEpochMilli()));
    }

    static ProcessSignal readVitals(String text) {
        String[] words = text.split(" ");
        return new ProcessSignal(
                UUID.fromString(words[0]),
                words[1],
                words[2],
                new Load(number(words[3]), number(words[4]), bytes(words[5]), bytes(words[6])),
                Instant.ofEpochMilli(Long.parseLong(words[7])));
    }

    private static String write(ProcessSignal signal) {
        Load load = signal.load();
        return String.join(
                " ",
                signal.workspaceId().toString(),
                signal.agent(),
                signal.instance(),
                word(load.freeSlots()),
                word(load.cpuPercent()),
                word(load.freeMemoryBytes()),
                word(load.freeDiskBytes()),
                String.valueOf(signal.aliveAt().toEpochMilli()));
    }

    private static String word(OptionalInt number) {
        return number.isPresent() ? String.valueOf(number.getAsInt()) : NOTHING;
    }

    private static String word(OptionalLong bytes) {
        return bytes.isPresent() ? String.valueOf(bytes.getAsLong()) : NOTHING;
    }

    private static OptionalInt number(String word) {
        return word.equals(NOTHING) ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(word));
    }

    private static OptionalLong bytes(String word) {
        return word.equals(NOTHING) ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(word));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String write(Set<UUID> ids) {
        return ids.isEmpty() ? NOTHING : ids.stream().map(UUID::toString).collect(Collectors.joining(","));
    }

    private static Collection<UUID> ids(String word) {
        return word.equals(NOTHING)
                ? Set.of()
                : Arrays.stream(word.split(",")).map(UUID::fromString).toList();
    }
}
