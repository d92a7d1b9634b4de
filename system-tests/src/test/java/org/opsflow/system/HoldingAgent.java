package org.opsflow.system;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.opsflow.proto.agent.v1.Accept;
import org.opsflow.proto.agent.v1.AgentFrame;
import org.opsflow.proto.agent.v1.Completed;
import org.opsflow.proto.agent.v1.Credits;
import org.opsflow.proto.agent.v1.Heartbeat;
import org.opsflow.proto.agent.v1.HeldLease;
import org.opsflow.proto.agent.v1.Offer;
import org.opsflow.proto.agent.v1.ServerFrame;
import org.opsflow.proto.agent.v1.Started;

/**
 * An agent process that brings each step to the point which is the step's name, and holds it there until it is killed.
 *
 * <p>It prints one line when a step is at its point. On the line {@code report} from outside it sends the report of the
 * step at {@code reporting} and waits for nothing. It reads no receipt of Completed, and never comes back by itself.
 */
final class HoldingAgent {

    static final String OFFERED = "offered";
    static final String CLAIMED = "claimed";
    static final String STARTED = "started";
    static final String REPORTING = "reporting";
    static final String COMPLETING = "completing";

    /** Those that a real agent cannot be stopped at. */
    static final List<String> POINTS = List.of(OFFERED, CLAIMED, REPORTING, COMPLETING);

    static final String INSTANCE = "holder";
    private static final int BEAT_MS = 300;

    /** For an offer: the steps before it are done by others, each in its own time. */
    private static final Duration PATIENCE = Held.PATIENCE;

    private final Conversation conversation;
    private final Path directory;
    private final List<HeldLease> held = new ArrayList<>();
    private final CountDownLatch report = new CountDownLatch(1);

    private HoldingAgent(Conversation conversation, Path directory) {
        this.conversation = conversation;
        this.directory = directory;
    }

    static String capability(String point, String round) {
        return "point:" + point + ":" + round;
    }

    static List<String> capabilities(String round) {
        var capabilities = new ArrayList<>(List.of("script"));
        POINTS.forEach(point -> capabilities.add(capability(point, round)));
        return capabilities;
    }

    /** Arguments: port, round, directory for commands. The key is in OPSFLOW_KEY. */
    public static void main(String[] arguments) throws IOException {
        var conversation = Conversation.open(Integer.parseInt(arguments[0]), System.getenv("OPSFLOW_KEY"));
        conversation.hello(Conversation.hello(INSTANCE, POINTS.size(), capabilities(arguments[1]))
                .build());
        var agent = new HoldingAgent(conversation, Files.createDirectories(Path.of(arguments[2])));
        var beats = Executors.newSingleThreadScheduledExecutor();
        beats.scheduleAtFixedRate(agent::beat, BEAT_MS, BEAT_MS, TimeUnit.MILLISECONDS);
        conversation.send(AgentFrame.newBuilder()
                .setCredits(Credits.newBuilder().setAmount(POINTS.size()))
                .build());
        for (var i = 0; i < POINTS.size(); i++) {
            var offer = conversation
                    .next(ServerFrame::hasOffer, PATIENCE)
                    .orElseThrow()
                    .getOffer();
            new Thread(() -> agent.hold(offer), offer.getStepName()).start();
        }
        var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (var line = commands.readLine(); line != null; line = commands.readLine()) {
            agent.report.countDown();
        }
    }

    private void hold(Offer offer) {
        var point = offer.getStepName();
        if (point.equals(OFFERED)) {
            say(point, offer.getOfferId(), 0);
            return;
        }
        conversation.send(AgentFrame.newBuilder()
                .setAccept(Accept.newBuilder().setOfferId(offer.getOfferId()))
                .build());
        var granted = conversation.await(
                frame -> frame.hasGranted() && frame.getGranted().getOfferId().equals(offer.getOfferId()));
        holding(granted);
        if (!point.equals(CLAIMED)) {
            work(point, granted);
        }
        say(point, granted.getAttemptId(), granted.getFence());
        if (point.equals(REPORTING)) {
            await(report);
            complete(granted);
        }
    }

    private void work(String point, ServerFrame granted) {
        conversation.send(
                frame(granted, 1).setStarted(Started.getDefaultInstance()).build());
        conversation.await(frame -> frame.hasReceipt() && frame.getAttemptId().equals(granted.getAttemptId()));
        run(granted);
        if (point.equals(COMPLETING)) {
            complete(granted);
        }
    }

    private void complete(ServerFrame granted) {
        conversation.send(completed(granted.getAttemptId(), granted.getFence()));
    }

    static AgentFrame completed(String attemptId, long fence) {
        return AgentFrame.newBuilder()
                .setAttemptId(attemptId)
                .setFence(fence)
                .setNumber(2)
                .setCompleted(Completed.newBuilder().setOutputJson("\"held\""))
                .build();
    }

    private static AgentFrame.Builder frame(ServerFrame granted, long number) {
        return AgentFrame.newBuilder()
                .setAttemptId(granted.getAttemptId())
                .setFence(granted.getFence())
                .setNumber(number);
    }

    private void run(ServerFrame granted) {
        var builder = new ProcessBuilder("sh", "-c", granted.getGranted().getCommand())
                .directory(directory.toFile())
                .inheritIO();
        var environment = builder.environment();
        environment.put("OPSFLOW_RUN_ID", granted.getGranted().getRunId());
        environment.put("OPSFLOW_STEP", granted.getGranted().getStepKey());
        environment.put("OPSFLOW_ATTEMPT", String.valueOf(granted.getGranted().getAttemptNumber()));
        environment.put("OPSFLOW_FENCE", String.valueOf(granted.getFence()));
        try {
            if (builder.start().waitFor() != 0) {
                throw new IllegalStateException("the command failed");
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void holding(ServerFrame granted) {
        held.add(HeldLease.newBuilder()
                .setAttemptId(granted.getAttemptId())
                .setFence(granted.getFence())
                .build());
    }

    private synchronized void beat() {
        conversation.send(AgentFrame.newBuilder()
                .setHeartbeat(Heartbeat.newBuilder().addAllHeld(held))
                .build());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static synchronized void say(String point, String id, long fence) {
        System.out.println(point + " " + id + " " + fence);
        System.out.flush();
    }
}
