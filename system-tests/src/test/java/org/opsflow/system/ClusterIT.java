package org.opsflow.system;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.opsflow.conformance.Kit;
import org.opsflow.conformance.Meddler;
import org.opsflow.conformance.OwnClock;
import org.opsflow.conformance.Script;
import org.opsflow.db.EmbeddedDatabase;
import org.opsflow.db.Invariants;
import org.opsflow.micro.Sockets;
import org.opsflow.proto.agent.v1.Accept;
import org.opsflow.proto.agent.v1.AgentFrame;
import org.opsflow.proto.agent.v1.Completed;
import org.opsflow.proto.agent.v1.Credits;
import org.opsflow.proto.agent.v1.HeldLease;
import org.opsflow.proto.agent.v1.ServerFrame;
import org.opsflow.proto.agent.v1.Started;

/** Two servers on one database. They would find nothing by themselves for an hour: what one hears, the other told. */
class ClusterIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int RUNS = 12;
    private static final Duration LEASE = Duration.ofSeconds(2);

    /** Stays when the tests are over: what each server said tells more than a failed assertion. */
    private static final Path DIRECTORY = Path.of("target/cluster");

    private static final Map<String, String> SLEEPY = Map.of(
            "OPSFLOW_SWEEP", "1h",
            "OPSFLOW_LEASE", "1h",
            "OPSFLOW_HEARTBEAT_BUSY", "5s",
            "OPSFLOW_HEARTBEAT_IDLE", "5s",
            "OPSFLOW_OFFER", "5m");

    private static Path directory;
    private static EmbeddedDatabase database;
    private static LiveServer one;
    private static LiveServer two;
    private static String key;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        directory = Trees.empty(DIRECTORY);
        database = EmbeddedDatabase.start(directory.resolve("mariadb"));
        List<Integer> ports;
        try (var first = new HeldPort();
                var second = new HeldPort()) {
            ports = List.of(first.number(), second.number());
        }
        one = node("one", ports.get(0), ports.get(1));
        two = node("two", ports.get(1), ports.get(0));
        key = one.firstSignIn("api_key");
        await("the nodes' meeting").atMost(PATIENCE).until(() -> Files.readString(one.log())
                .contains("DG Size: 2"));
    }

    private static LiveServer node(String name, int port, int other) throws IOException, InterruptedException {
        var access = database.access();
        var password = Files.writeString(directory.resolve("password"), access.password());
        var node = LiveServer.start(
                directory.resolve(name),
                SLEEPY,
                List.of(
                        "--cluster",
                        "127.0.0.1:" + port + ",127.0.0.1:" + other,
                        "--db-url",
                        access.url(),
                        "--db-user",
                        access.user(),
                        "--db-password-file",
                        password.toString()));
        assertThat(Sockets.listeners(List.of(node.pid())))
                .allMatch(listener -> listener.address().isLoopbackAddress())
                .extracting(Sockets.Endpoint::port)
                .contains(port);
        assertThat(directory.resolve(name).resolve("mariadb")).doesNotExist();
        return node;
    }

    @AfterAll
    static void stop() throws IOException {
        for (var node : new LiveServer[] {one, two}) {
            if (node != null) {
                node.close();
            }
        }
        if (database != null) {
            database.close();
        }
    }

    private static People at(LiveServer node) {
        return People.withKey(node.url(), key);
    }

    private static String definition(String name, String requires, String command) {
        return at(one).publish(
                        """
                name: %s
                phases: [only]
                argsSchema: {type: object, properties: {witness: {type: string}}}
                steps:
                  - id: first
                    phase: only
                    type: script
                    requires: ["%s"]
                    command: |
                      %s
                  - id: second
                    phase: only
                    type: script
                    requires: ["%s"]
                    needs: [first]
                    command: |
                      %s
                """
                                .formatted(name, requires, command, requires, command));
    }

    /** One after the other, since a server that dies is no other test's server. */
    @Test
    void areAsOneAndLoseNothingWhenOneDies() throws Exception {
        oneHearsWhatHappensAtTheOtherAndAnAgentGoesOnThere();
        keepToTheKitsScriptOfTwoServers();
        nothingIsLostOrRepeatedWhenANodeDies();
        theOneThatDiedComesBackWithLeasesThatRunOut();
        assertThat(one.stop()).isEqualTo(128 + 15);
        assertThat(ProcessHandle.of(database.pid())).isPresent();
    }

    private static void oneHearsWhatHappensAtTheOtherAndAnAgentGoesOnThere() throws InterruptedException, SQLException {
        var agent = at(one).registerAgent("wanderer");
        var definition = definition("Wander", "wander", "true");
        var hello = Conversation.hello("w", 1, List.of("script", "wander"));
        ServerFrame granted;
        String run;
        String token;
        try (var events = new EventStream(two.url(), key);
                var conversation = Conversation.open(two.grpcPort(), agent)) {
            await().atMost(PATIENCE).until(events::isReady);
            token = conversation.hello(hello.build()).getResumeToken();
            // It waits for work before there is any: nothing but news can bring it.
            conversation.say(AgentFrame.newBuilder()
                    .setCredits(Credits.newBuilder().setAmount(1))
                    .build());
            run = at(one).submit(definition, new JsonObject());
            granted = claimed(conversation);
            await("told at two what was submitted at one")
                    .atMost(PATIENCE)
                    .until(() -> events.told("workflow.execution.created", run));
        }
        try (var conversation = Conversation.open(one.grpcPort(), agent)) {
            var held =
                    HeldLease.newBuilder().setAttemptId(granted.getAttemptId()).setFence(granted.getFence());
            var welcome =
                    conversation.hello(hello.setResumeToken(token).addHeld(held).build());
            assertThat(welcome.getKeptList()).containsExactly(held.build());
            complete(conversation, granted);
            conversation.send(AgentFrame.newBuilder()
                    .setCredits(Credits.newBuilder().setAmount(1))
                    .build());
            complete(conversation, claimed(conversation));
        }
        await().atMost(PATIENCE).until(() -> at(two).hasStatus(run, "completed"));
        assertThat(attempts(run)).isEqualTo(2);
    }

    /** Its mutants are tried where scripts are cheap: in ConformanceIT, where one server is both. */
    private static void keepToTheKitsScriptOfTwoServers() {
        var script = Script.forServers().stream()
                .filter(each -> each.name().equals("elsewhere"))
                .findFirst()
                .orElseThrow();
        Kit.testServer(
                script, new ServerOfKit("conformance-", one, two, database.access()::connect, () -> {}), Meddler.NONE);
    }

    private static ServerFrame claimed(Conversation conversation) {
        var offer = conversation
                .next(ServerFrame::hasOffer, PATIENCE)
                .orElseThrow()
                .getOffer()
                .getOfferId();
        conversation.send(AgentFrame.newBuilder()
                .setAccept(Accept.newBuilder().setOfferId(offer))
                .build());
        var granted = conversation.await(ServerFrame::hasGranted);
        conversation.send(
                report(granted, 1).setStarted(Started.getDefaultInstance()).build());
        conversation.await(frame -> frame.hasReceipt() && frame.getNumber() == 1);
        return granted;
    }

    private static void complete(Conversation conversation, ServerFrame granted) {
        conversation.send(report(granted, 2)
                .setCompleted(Completed.newBuilder().setOutputJson("1"))
                .build());
        conversation.await(frame -> frame.hasReceipt() && frame.getNumber() == 2);
    }

    private static AgentFrame.Builder report(ServerFrame granted, long number) {
        return AgentFrame.newBuilder()
                .setAttemptId(granted.getAttemptId())
                .setFence(granted.getFence())
                .setNumber(number);
    }

    private static void nothingIsLostOrRepeatedWhenANodeDies() throws Exception {
        var definition = definition(
                "Survive",
                "survive",
                "echo \"$OPSFLOW_RUN_ID $OPSFLOW_STEP $OPSFLOW_ATTEMPT $OPSFLOW_FENCE\" >> {{ args.witness }};"
                        + " sleep 0.5");
        var witness = Witness.in(directory);
        var args = new JsonObject();
        args.addProperty("witness", witness.file().toAbsolutePath().toString());
        try (var mover = runner("mover", one, two)) {
            mover.awaitConnected();
            if (mover.output().contains("connected to " + two.agentsAddress())) {
                changePlaces();
            }
            try (var stayer = runner("stayer", two)) {
                stayer.awaitConnected();
                nothingIsLostOrRepeatedWhenOneDies(definition, args, witness);
            }
        }
        try (var connection = database.access().connect()) {
            assertThat(Invariants.check(connection)).isEmpty();
        }
    }

    /** An agent begins at any: it is the node where it is that dies. */
    private static void changePlaces() {
        var other = one;
        one = two;
        two = other;
    }

    private static void nothingIsLostOrRepeatedWhenOneDies(String definition, JsonObject args, Witness witness)
            throws Exception {
        var runs = new ArrayList<String>();
        for (var i = 0; i < RUNS; i++) {
            runs.add(at(i % 2 == 0 ? one : two).submit(definition, args));
        }
        await("work under way").atMost(PATIENCE).until(() -> witness.lines().size() > RUNS / 2);
        one.kill();
        for (var run : runs) {
            await("the end of " + run).atMost(PATIENCE).until(() -> at(two).hasStatus(run, "completed"));
            for (var step : List.of("first", "second")) {
                assertThat(witness.of(run, step))
                        .extracting(Witness.Line::attempt)
                        .containsExactly(1);
            }
            assertThat(attempts(run)).isEqualTo(2);
        }
    }

    /** It is told nothing from now on, and its wall clock can be set. */
    private static void theOneThatDiedComesBackWithLeasesThatRunOut() throws Exception {
        var clock = new OwnClock(directory);
        clock.environment().forEach(one::configure);
        one.configure("OPSFLOW_CLUSTER_NEWS", "false");
        one.configure("OPSFLOW_SWEEP", "1s");
        one.configure("OPSFLOW_LEASE", LEASE.toSeconds() + "s");
        one.configure("OPSFLOW_HEARTBEAT_BUSY", "500ms");
        one.restart();
        assertThat(one.log()).content().contains("opsflow.cluster.news is false");
        var work = directory.resolve("sweeper");
        try (var sweeper = Runner.start(one.grpcPort(), key("sweeper"), work, 1, List.of("script", "sweep", "hold"))) {
            sweeper.awaitConnected();
            findsBySweepingWhatItIsNotTold();
            endsLeasesByTheDatabasesClockAlone(clock, sweeper);
        }
    }

    private static void findsBySweepingWhatItIsNotTold() {
        var run = at(two).submit(definition("Sweep", "sweep", "true"), new JsonObject());
        await("found").atMost(PATIENCE).until(() -> at(two).hasStatus(run, "completed"));
    }

    private static void endsLeasesByTheDatabasesClockAlone(OwnClock clock, Runner holder) throws Exception {
        var held = new GatedRun(at(two), database.access()::connect, "hold", directory.resolve("gates"));
        held.awaitTry(1);
        jumps(clock, Duration.ofHours(1));
        held.awaitHeldFor(LEASE.multipliedBy(2));
        jumps(clock, Duration.ofHours(-1));
        held.awaitHeldFor(LEASE.multipliedBy(2));
        assertThat(held.tries()).hasSize(1);
        holder.freeze();
        try (var heir =
                Runner.start(one.grpcPort(), key("heir"), directory.resolve("heir"), 1, List.of("script", "hold"))) {
            held.awaitTry(2);
            held.letGo();
            held.awaitCompleted();
            assertThat(heir.isAlive()).isTrue();
        }
    }

    /** Waits until the server itself has noticed. */
    private static void jumps(OwnClock clock, Duration off) {
        clock.set(off.toSeconds());
        var noticed = Pattern.compile("clock is " + (off.isNegative() ? "PT-" : "PT") + "(1H|59M)");
        await("clock off by " + off).atMost(PATIENCE).until(() -> noticed.matcher(Files.readString(one.log()))
                .find());
    }

    private static String key(String agent) {
        return at(two).registerAgent(agent);
    }

    private static Runner runner(String agent, LiveServer... nodes) throws IOException {
        var addresses = Stream.of(nodes).map(LiveServer::agentsAddress).collect(joining(","));
        return Runner.start(
                addresses, at(one).registerAgent(agent), directory.resolve(agent), 3, List.of("script", "survive"));
    }

    private static int attempts(String run) throws SQLException {
        var attempts = 0;
        for (var step : at(two).steps(run)) {
            attempts += at(two).attempts(step.get("id").getAsString()).size();
        }
        return attempts;
    }
}
