package org.opsflow.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;
import org.opsflow.proto.agent.v1.AgentFrame;
import org.opsflow.proto.agent.v1.Completed;

class OutboxTest {
    private Path directory;

    @BeforeTry
    void createDirectory() throws IOException {
        // In memory where there is such a place: thousands of syncs would measure the disk, not the outbox.
        Path memory = Path.of("/dev/shm");
        directory = Files.isWritable(memory)
                ? Files.createTempDirectory(memory, "outbox")
                : Files.createTempDirectory("outbox");
    }

    @AfterTry
    void deleteDirectory() throws IOException {
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }

    enum Kind {
        PUT,
        REMOVE,
        REMOVE_ALL,
        SYNC,
        /** The process dies; of what was written since the last sync any part may be on the disk. */
        CRASH,
        REOPEN
    }

    record Action(Kind kind, int attempt, int number, int size) {
        ReportKey key() {
            return new ReportKey(lease(), number);
        }

        Lease lease() {
            return new Lease("att_" + attempt, 7);
        }

        AgentFrame report() {
            return lease().frame()
                    .setNumber(number)
                    .setCompleted(Completed.newBuilder().setOutputJson("x".repeat(size)))
                    .build();
        }
    }

    /**
     * The model keeps, beside the reports that must be there, the operations since the last sync: after a crash the outbox
     * must hold what some prefix of them leaves.
     */
    @Property(tries = 1000)
    void neverLosesAnUnansweredReportNorRevivesAnAnsweredOne(
            @ForAll("actions") List<Action> actions, @ForAll Random random) throws IOException {
        Path file = directory.resolve("outbox");
        long rewriteAt = 200;
        Outbox outbox = Outbox.open(file, rewriteAt);
        Map<ReportKey, AgentFrame> now = new LinkedHashMap<>();
        List<Map<ReportKey, AgentFrame>> sinceSync = new ArrayList<>(List.of(Map.copyOf(now)));
        long synced = 0;
        for (Action action : actions) {
            switch (action.kind()) {
                case PUT -> {
                    outbox.put(action.report());
                    now.put(action.key(), action.report());
                }
                case REMOVE -> {
                    assertThat(outbox.remove(action.key())).isEqualTo(now.remove(action.key()) != null);
                }
                case REMOVE_ALL -> {
                    outbox.removeAll(action.lease());
                    now.keySet().removeIf(key -> key.lease().equals(action.lease()));
                }
                case SYNC -> {
                    outbox.sync();
                    sinceSync.clear();
                }
                case CRASH -> {
                    byte[] bytes = Files.readAllBytes(file);
                    int cut = (int) (synced + (long) (random.nextDouble() * (bytes.length - synced + 1)));
                    byte[] left = Arrays.copyOf(bytes, cut + random.nextInt(3) * random.nextInt(12));
                    for (int i = cut; i < left.length; i++) {
                        left[i] = (byte) random.nextInt();
                    }
                    outbox.close();
                    Files.write(file, left);
                    if (random.nextBoolean()) {
                        Files.write(directory.resolve("outbox.new"), new byte[random.nextInt(30)]);
                    }
                    outbox = Outbox.open(file, rewriteAt);
                    assertThat(sinceSync).contains(contents(outbox));
                    now = new LinkedHashMap<>(contents(outbox));
                    sinceSync.clear();
                }
                case REOPEN -> {
                    outbox.close();
                    outbox = Outbox.open(file, rewriteAt);
                    assertThat(contents(outbox)).isEqualTo(now);
                    sinceSync.clear();
                }
            }
            sinceSync.add(Map.copyOf(now));
            if (Set.of(Kind.SYNC, Kind.CRASH, Kind.REOPEN).contains(action.kind())) {
                synced = Files.size(file);
            }
            assertThat(contents(outbox)).isEqualTo(now);
        }
        outbox.close();
    }

    @Provide
    Arbitrary<List<Action>> actions() {
        Arbitrary<Kind> kinds = Arbitraries.frequency(
                Tuple.of(8, Kind.PUT),
                Tuple.of(5, Kind.REMOVE),
                Tuple.of(1, Kind.REMOVE_ALL),
                Tuple.of(4, Kind.SYNC),
                Tuple.of(2, Kind.CRASH),
                Tuple.of(1, Kind.REOPEN));
        return Combinators.combine(
                        kinds,
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.integers().between(0, 60))
                .as(Action::new)
                .list()
                .ofMinSize(5)
                .ofMaxSize(40);
    }

    @Example
    void keepsTheOrderInWhichReportsWereWritten() {
        try (Outbox outbox = Outbox.open(directory.resolve("outbox"))) {
            List<AgentFrame> reports = List.of(
                    new Action(Kind.PUT, 2, 1, 1).report(),
                    new Action(Kind.PUT, 1, 1, 1).report(),
                    new Action(Kind.PUT, 2, 2, 1).report());
            reports.forEach(outbox::put);
            assertThat(outbox.pending()).isEqualTo(reports);
        }
    }

    @Example
    void shrinksWhenAllIsAnswered() throws IOException {
        Path file = directory.resolve("outbox");
        try (Outbox outbox = Outbox.open(file, 1000)) {
            for (int i = 1; i <= 100; i++) {
                Action action = new Action(Kind.PUT, 1, i, 60);
                outbox.put(action.report());
                outbox.remove(action.key());
                outbox.sync();
            }
        }
        assertThat(Files.size(file)).isLessThan(2000);
    }

    private static Map<ReportKey, AgentFrame> contents(Outbox outbox) {
        Map<ReportKey, AgentFrame> contents = new LinkedHashMap<>();
        outbox.pending().forEach(report -> contents.put(ReportKey.of(report), report));
        return contents;
    }

    private static AgentFrame message(String clientId, String text) {
        return AgentFrame.newBuilder()
                .setMessage(Message.toEveryone(text).onTheWire(clientId))
                .build();
    }

    @Example
    void keepsMessagesBesideReportsThroughRewritingAndReopening() {
        Path file = directory.resolve("outbox");
        Action report = new Action(Kind.PUT, 1, 1, 10);
        try (Outbox outbox = Outbox.open(file, 1)) {
            outbox.put(report.report());
            for (int i = 0; i < 10; i++) {
                outbox.put(message("c" + i, "text " + i));
            }
            for (int i = 1; i < 10; i++) {
                outbox.removeMessage("c" + i);
            }
            outbox.removeMessage("unknown");
            outbox.sync();
        }

        try (Outbox outbox = Outbox.open(file, 1)) {
            assertThat(outbox.messages()).containsExactly(message("c0", "text 0"));
            assertThat(outbox.message("c0")).isPresent();
            assertThat(outbox.pending()).containsExactly(report.report());
            outbox.removeAll(report.lease());
            assertThat(outbox.messages()).hasSize(1);
        }
    }
}
