package org.opsflow.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import io.grpc.Status;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.opsflow.db.Invariants;
import org.opsflow.proto.agent.v1.AgentFrame;
import org.opsflow.proto.agent.v1.HeldLease;
import org.opsflow.proto.agent.v1.RefusalCode;
import org.opsflow.proto.agent.v1.ServerFrame;

/** Five runs, one waiting at each point of a claim; one kill; then everything that must be true. */
final class KillRound implements Closeable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final List<String> STEPS = List.of("first", "held", "last");

    private final KillFloor floor;
    private final Kill kill;
    private final String name;
    private final Path directory;
    private final Witness witness;
    private final Path gate;
    private final Map<String, String> runs = new LinkedHashMap<>();
    private final List<Closeable> opened = new ArrayList<>();
    private Held holder;
    private Runner runner;
    private Map<String, Held.Place> places;
    private List<String> doneBefore;
    private List<Witness.Line> linesBefore;
    private Instant killed;
    private Duration slowest = Duration.ZERO;
    private String late = "";

    KillRound(KillFloor floor, Kill kill, String name, Path directory) throws IOException {
        this.floor = floor;
        this.kill = kill;
        this.name = name;
        this.directory = Files.createDirectories(directory.resolve(name));
        this.witness = Witness.in(this.directory);
        this.gate = this.directory.resolve("gate");
    }

    LiveServer server() {
        return floor.server();
    }

    /** Brings each run to its point. */
    void hold() throws IOException {
        holder = opened(Held.start(server().grpcPort(), floor.key("holder"), name, directory.resolve("holder")));
        runner = opened(floor.runner(
                "runner",
                directory.resolve("runner"),
                List.of("script", HoldingAgent.capability(HoldingAgent.STARTED, name))));
        for (var point : KillFloor.POINTS) {
            runs.put(point, floor.submit(point, name, witness, gate));
        }
        places = new LinkedHashMap<>();
        HoldingAgent.POINTS.forEach(point -> places.put(point, holder.at(point)));
        await("the started step's own word")
                .atMost(PATIENCE)
                .until(() -> witness.of(runs.get(HoldingAgent.STARTED), "held").size() == 1);
        await("the completed step").atMost(PATIENCE).until(() -> state(HoldingAgent.COMPLETING, "held")
                .equals("completed"));
    }

    void strike() throws Exception {
        if (!kill.isOfServer()) {
            heir();
        }
        doneBefore = done();
        linesBefore = witness.lines();
        holder.report();
        killed = Instant.now();
        kill.strike(this);
        if (kill.isOfServer()) {
            server().restart();
        }
        Files.createFile(gate);
        if (kill.isOfServer()) {
            heir();
        }
        opened(floor.runner("finisher", directory.resolve("finisher"), List.of("script", KillFloor.finish(name))));
    }

    void killAgents() throws InterruptedException {
        holder.killTree();
        runner.killTree();
    }

    private void heir() throws IOException {
        var capabilities = new ArrayList<>(List.of("script"));
        KillFloor.POINTS.forEach(point -> capabilities.add(HoldingAgent.capability(point, name)));
        var heir = opened(floor.runner("heir", directory.resolve("heir"), capabilities));
        await("the heir's connection").atMost(PATIENCE).until(() -> heir.output()
                .contains("connected to "));
    }

    void finishes() throws SQLException {
        runs.forEach((point, run) -> await("the run held at " + point)
                .atMost(PATIENCE)
                .until(() -> server().people().hasStatus(run, "completed")));
        repeatsNothing();
        takesOverInTime();
        refusesTheDead();
        try (var connection = server().connect()) {
            assertThat(Invariants.check(connection)).isEmpty();
        }
    }

    private void repeatsNothing() {
        var after = witness.lines();
        assertThat(after.subList(0, linesBefore.size())).isEqualTo(linesBefore);
        assertThat(after.subList(linesBefore.size(), after.size()))
                .as("lines of steps that were completed before the kill")
                .noneMatch(line -> doneBefore.contains(line.run() + " " + line.step()));
        for (var run : runs.values()) {
            for (var key : STEPS) {
                ranAsStated(run, key);
            }
        }
    }

    /** Each attempt ran at most once, under a larger fence than the one before, and none after the one that completed. */
    private void ranAsStated(String run, String key) {
        var lines = witness.of(run, key);
        assertThat(lines).extracting(Witness.Line::fence).isSorted().doesNotHaveDuplicates();
        var completed = server()
                .people()
                .attempts(server().people().step(run, key).get("id").getAsString())
                .stream()
                .filter(attempt -> text(attempt, "state").equals("completed"))
                .toList();
        assertThat(completed).hasSize(1);
        assertThat(lines.get(lines.size() - 1))
                .isEqualTo(new Witness.Line(
                        run,
                        key,
                        completed.get(0).get("number").getAsInt(),
                        completed.get(0).get("fence").getAsLong()));
    }

    /** From the kill, or from the moment somebody was there to take the step, whichever was later. */
    private void takesOverInTime() {
        for (var run : runs.values()) {
            for (var attempt : attempts(run)) {
                var leased = Instant.parse(text(attempt, "leased_at"));
                if (leased.isAfter(killed)) {
                    var here = connected(attempt.getAsJsonObject("agent"));
                    var took = Duration.between(here.isAfter(killed) ? here : killed, leased);
                    slowest = took.compareTo(slowest) > 0 ? took : slowest;
                }
            }
        }
        assertThat(slowest).as("the slowest takeover").isLessThan(KillFloor.LEASE.multipliedBy(2));
    }

    private Instant connected(JsonObject process) {
        for (var element : server().people().get("/api/agents").getAsJsonArray()) {
            var agent = element.getAsJsonObject();
            for (var instance : agent.getAsJsonArray("instances")) {
                if (text(agent, "id").equals(text(process, "id"))
                        && text(instance.getAsJsonObject(), "instance").equals(text(process, "instance"))) {
                    return Instant.parse(text(instance.getAsJsonObject(), "opened_at"));
                }
            }
        }
        throw new AssertionError("not connected: " + process);
    }

    /** One that comes back from the dead, with the leases it held, and reports as if nothing had happened. */
    private void refusesTheDead() {
        var hello = Conversation.hello(HoldingAgent.INSTANCE, places.size(), HoldingAgent.capabilities(name));
        places.values().stream()
                .filter(place -> place.fence() > 0)
                .forEach(place -> hello.addHeld(
                        HeldLease.newBuilder().setAttemptId(place.id()).setFence(place.fence())));
        try (var ghost = Conversation.open(server().grpcPort(), floor.key("holder"))) {
            var welcome = ghost.hello(hello.build());
            assertThat(welcome.getKeptList()).isEmpty();
            for (var point : List.of(HoldingAgent.CLAIMED, HoldingAgent.REPORTING, HoldingAgent.COMPLETING)) {
                var place = places.get(point);
                var stored = text(attempts(runs.get(point)).get(0), "state").equals("completed");
                var answer = answer(ghost, HoldingAgent.completed(place.id(), place.fence()));
                assertThat(answer).as(point).isEqualTo(stored ? "RECEIPT" : RefusalCode.REFUSAL_CODE_LEASE_LOST.name());
                late += " " + point + " " + answer;
            }
            assertThat(ghost.end().map(Status::getCode)).isEmpty();
        }
    }

    private static String answer(Conversation ghost, AgentFrame report) {
        ghost.send(report);
        var frame = ghost.await(answer -> answer.getAttemptId().equals(report.getAttemptId())
                && answer.getNumber() == report.getNumber()
                && (answer.hasReceipt() || answer.hasRefused()));
        return answer(frame);
    }

    private static String answer(ServerFrame frame) {
        return frame.hasReceipt() ? "RECEIPT" : frame.getRefused().getCode().name();
    }

    /** For people who read the build's output. */
    String summary() {
        return "kill of %s: 5 runs completed, %d commands run, slowest takeover %d ms, late reports:%s"
                .formatted(kill, witness.lines().size(), slowest.toMillis(), late);
    }

    private List<JsonObject> attempts(String run) {
        var people = server().people();
        return people.attempts(people.step(run, "held").get("id").getAsString());
    }

    private String state(String point, String key) {
        return text(server().people().step(runs.get(point), key), "state");
    }

    private List<String> done() {
        var done = new ArrayList<String>();
        for (var run : runs.values()) {
            server().people().steps(run).stream()
                    .filter(step -> text(step, "state").equals("completed"))
                    .forEach(step -> done.add(run + " " + text(step, "step_id")));
        }
        return done;
    }

    private static String text(JsonObject object, String member) {
        return object.get(member).getAsString();
    }

    private <T extends Closeable> T opened(T process) {
        opened.add(process);
        return process;
    }

    @Override
    public void close() throws IOException {
        for (var process : opened) {
            process.close();
        }
    }
}
