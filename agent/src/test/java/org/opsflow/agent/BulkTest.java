package org.opsflow.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.opsflow.agent.FakeSession.held;
import static org.opsflow.agent.FakeSession.step;
import static org.opsflow.agent.FakeSession.welcomeOf;

import io.grpc.Status;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opsflow.proto.agent.v1.AgentFrame;
import org.opsflow.proto.agent.v1.AgentFrame.BodyCase;
import org.opsflow.proto.agent.v1.ArtifactHeader;

/** Logs and artifacts, which have calls of their own. */
@Timeout(180)
class BulkTest {
    @TempDir
    Path directory;

    private final FakeServer server = FakeServer.start();
    private final CountDownLatch gate = new CountDownLatch(1);
    private OpsflowAgent agent;

    @AfterEach
    void stopAgent() {
        gate.countDown();
        // First the server: an agent that has nobody to tell stops at once.
        server.close();
        Agents.stop(agent);
    }

    private FakeSession sessionOf(WorkHandler work) {
        agent = Agents.of(server, directory.resolve("state")).handler(work).start();
        return server.session();
    }

    private static void write(Work work, String text) throws Exception {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        work.log(bytes, 0, bytes.length);
    }

    @Test
    void showsOutputWhileTheWorkRuns() {
        FakeSession session = sessionOf(work -> {
                    write(work, "first\n");
                    gate.await();
                    write(work, "second\n");
                    return Outcome.completed("{}");
                })
                .open();
        session.begin("att_1", 7, step("off_1"));
        Awaitility.await().until(() -> server.log("att_1").equals("first\n"));
        gate.countDown();
        session.expect(BodyCase.COMPLETED);
        assertThat(server.log("att_1")).isEqualTo("first\nsecond\n");
    }

    @Test
    void deliversAllOutputBeforeTheReportThroughBrokenCalls() throws Exception {
        String text = new Random(1)
                .ints(60_000)
                .mapToObj(Integer::toHexString)
                .reduce(new StringBuilder(), StringBuilder::append, StringBuilder::append)
                .toString();
        server.logFault.set(new FakeServer.LogFault(100_000, Status.UNAVAILABLE));
        FakeSession session = sessionOf(work -> {
                    write(work, text);
                    return Outcome.completed("{}");
                })
                .open();
        session.begin("att_1", 7, step("off_1"));
        session.expect(BodyCase.COMPLETED);
        assertThat(server.log("att_1")).isEqualTo(text);
        assertThat(server.logOpenings).startsWith(0L, 100_000L);
        Awaitility.await().until(() -> logFiles() == 0);
    }

    private long logFiles() throws Exception {
        try (var files = Files.list(directory.resolve("state/logs"))) {
            return files.count();
        }
    }

    @Test
    void aNewProcessDeliversTheRestOfTheLogBeforeTheReport() throws Exception {
        server.logFault.set(new FakeServer.LogFault(-1, Status.UNAVAILABLE));
        FakeSession session = sessionOf(work -> {
                    write(work, "said before the crash\n");
                    return Outcome.completed("{}");
                })
                .open();
        session.begin("att_1", 7, step("off_1"));
        Awaitility.await().until(() -> server.logOpenings.size() >= 2);
        assertThat(session.unexpected()).isEmpty();
        session.end(Status.ABORTED);
        agent.ended().join();

        server.logFault.set(null);
        FakeSession second = sessionOf(work -> Outcome.completed("{}"));
        second.expectHello();
        second.welcome(welcomeOf("token-2").addKept(held("att_1", 7)));
        second.expect(BodyCase.COMPLETED);
        assertThat(server.log("att_1")).isEqualTo("said before the crash\n");
    }

    @Test
    void stopsWorkWhoseLogIsRefusedBecauseTheLeaseIsLost() {
        server.logFault.set(new FakeServer.LogFault(-1, Status.FAILED_PRECONDITION));
        FakeSession session = sessionOf(work -> {
                    write(work, "x");
                    gate.await();
                    return Outcome.completed("{}");
                })
                .open();
        session.begin("att_1", 7, step("off_1"));
        session.expect(BodyCase.CREDITS);
    }

    @Test
    void storesAnArtifactWithItsHashAgainUntilTheServerHasIt() throws Exception {
        byte[] content = new byte[700_000];
        new Random(2).nextBytes(content);
        Path file = Files.write(directory.resolve("big.bin"), content);
        server.uploadFault.set(Status.UNAVAILABLE);
        FakeSession session = sessionOf(work -> Outcome.completed("\"" + work.upload(file, "big.bin") + "\""))
                .open();
        session.begin("att_1", 7, step("off_1"));
        AgentFrame completed = session.expect(BodyCase.COMPLETED);
        assertThat(completed.getCompleted().getOutputJson()).isEqualTo("\"art_big.bin\"");
        assertThat(server.artifacts.get("big.bin")).isEqualTo(content);
        assertThat(server.artifactHeaders).hasSize(2);
        ArtifactHeader header = server.artifactHeaders.get(0);
        assertThat(header.getAttemptId()).isEqualTo("att_1");
        assertThat(header.getFence()).isEqualTo(7);
        assertThat(header.getSizeBytes()).isEqualTo(content.length);
        assertThat(header.getSha256())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(content)));
    }

    @Test
    void tellsTheHandlerWhenAnArtifactIsRefused() throws Exception {
        Path file = Files.writeString(directory.resolve("a.txt"), "a");
        server.uploadFault.set(Status.INVALID_ARGUMENT.withDescription("no such name"));
        FakeSession session = sessionOf(work -> {
                    try {
                        return Outcome.completed(work.upload(file, "a.txt"));
                    } catch (ArtifactRefusedException e) {
                        return Outcome.failed(FailureKind.TERMINAL, "artifact", e.getMessage());
                    }
                })
                .open();
        session.begin("att_1", 7, step("off_1"));
        assertThat(session.expect(BodyCase.FAILED).getFailed().getMessage()).contains("no such name");
    }
}
