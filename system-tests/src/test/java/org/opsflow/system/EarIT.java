package org.opsflow.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.opsflow.agent.runner.LivedInRepository;
import org.opsflow.db.EmbeddedDatabase;
import org.opsflow.micro.Sockets.Endpoint;

/** The EAR on an application server, by the commands of the manual: worked with, undeployed, deployed again, ended. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EarIT {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int STEPS = 11;

    /** A class of each library that the server has in another version, and the jar of the WAR it must come from. */
    private static final Map<String, String> OURS = Map.of(
            "com.fasterxml.jackson.databind.ObjectMapper", "jackson-databind",
            "com.google.common.collect.ImmutableList", "guava",
            "com.google.protobuf.CodedInputStream", "protobuf-java",
            "io.grpc.Server", "grpc-api",
            "io.netty.channel.Channel", "netty-transport",
            "org.snakeyaml.engine.v2.api.Load", "snakeyaml-engine");

    /** What runs only for the application. */
    private static final Pattern OUR_THREAD = Pattern.compile(
            "(?m)^(\"(opsflow|grpc|netty|globalEventExecutor|password4j).*|\\s+at (org\\.opsflow|io\\.grpc"
                    + "|io\\.netty|liquibase)\\..*)$");

    /** What the server says about an application that did not go in order. */
    private static final Pattern COMPLAINT = Pattern.compile(
            "\\[SEVERE]|Exception in thread|created a ThreadLocal|web container has not yet been started");

    @TempDir
    static Path directory;

    private final List<Runner> agents = new ArrayList<>();
    private HeldPort grpc;
    private EmbeddedDatabase database;
    private ApplicationServer server;
    private LivedInRepository repository;

    @BeforeAll
    void start() throws Exception {
        repository = LivedInRepository.create(directory.resolve("repository"));
        database = EmbeddedDatabase.start(directory.resolve("mariadb"));
        grpc = new HeldPort();
        var commands = Files.createDirectory(directory.resolve("commands"));
        var password = Files.writeString(
                directory.resolve("database.password"),
                "AS_ADMIN_ALIASPASSWORD=" + database.access().password() + "\n");
        server = new ApplicationServer(
                commands,
                Map.of(
                        "EAR",
                                Path.of("../ear/target/opsflow.ear")
                                        .toAbsolutePath()
                                        .normalize()
                                        .toString(),
                        "DRIVER", driver().toString(),
                        "DB_HOST", "127.0.0.1",
                        "DB_PORT", String.valueOf(database.port()),
                        "DB_PASSWORD_FILE", password.toString(),
                        "DATA", data().toString(),
                        "GRPC_PORT", String.valueOf(grpc.number())));
        server.start();
        server.jcmd("VM.log", "output=" + directory.resolve("classes"), "what=class+load=info");
        server.run("configure");
        server.run("deploy");
        for (var name : List.of("Ada", "Grace", "Linus")) {
            agents.add(Runner.start(
                    grpc.number(),
                    people().registerAgent(name),
                    directory.resolve("agents").resolve(name),
                    2,
                    List.of("script")));
        }
        people().publish(Files.readString(DemoProcess.CLONE.resolve("demo/repository-health.yaml")));
    }

    @AfterAll
    void end() throws Exception {
        agents.forEach(Runner::close);
        if (server != null) {
            server.close();
        }
        if (database != null) {
            database.close();
        }
        if (grpc != null) {
            grpc.close();
        }
    }

    @Test
    @Order(1)
    void worksThroughTheDoorsThatItWasToldAndListensNowhereElse() throws Exception {
        completeARun();
        assertThat(ports()).containsExactlyInAnyOrder(server.httpPort(), server.adminPort(), grpc.number());
        assertThat(server.listeners()).extracting(Endpoint::address).allMatch(InetAddress::isLoopbackAddress);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(firstSignIn())))
                .isEqualTo("rw-------");
    }

    @Test
    @Order(2)
    void librariesOfTheWarWinOverTheServers() throws Exception {
        var loaded = Files.readString(directory.resolve("classes"));
        OURS.forEach((type, jar) -> {
            var origins = Pattern.compile(Pattern.quote("] " + type + " source: ") + "(\\S+)")
                    .matcher(loaded)
                    .results()
                    .map(match -> match.group(1))
                    .toList();
            System.out.println(type + " is of " + origins);
            assertThat(origins).as(type).anyMatch(origin -> origin.contains("WEB-INF/lib/" + jar + "-"));
        });
    }

    /** With three agents connected. The server keeps the classes: docs/deployment.md says why. */
    @Test
    @Order(3)
    void leavesNeitherThreadNorDoorWhenItIsUndeployed() throws Exception {
        server.run("undeploy");
        assertThat(ports()).containsExactlyInAnyOrder(server.httpPort(), server.adminPort());
        await("the end of our threads").atMost(PATIENCE).untilAsserted(() -> assertThat(OUR_THREAD
                        .matcher(server.jcmd("Thread.print"))
                        .results()
                        .map(match -> match.group()))
                .isEmpty());
    }

    @Test
    @Order(4)
    void worksAgainWithTheSameAgentsWhenItIsDeployedAgain() throws Exception {
        assertThat(agents).allMatch(Runner::isAlive);
        server.run("deploy");
        completeARun();
    }

    @Test
    @Order(5)
    void endsWithASignal() throws Exception {
        agents.forEach(Runner::close);
        server.terminate();
        assertThat(COMPLAINT.matcher(server.logged()).results().map(match -> match.group()))
                .as("%s", server.logged())
                .isEmpty();
    }

    private void completeARun() throws Exception {
        var args = new JsonObject();
        args.addProperty("repository", repository.directory().toString());
        args.addProperty("scripts", DemoProcess.CLONE.resolve("demo/scripts").toString());
        var run = people().submit("repository-health", args);
        await("the end of the run").atMost(PATIENCE).until(() -> people().hasStatus(run, "completed"));
        assertThat(people().steps(run)).hasSize(STEPS);
        var report = people().artifacts(run).stream()
                .filter(artifact -> artifact.get("name").getAsString().equals("report.md"))
                .findFirst()
                .orElseThrow();
        repository.recompute(
                new String(people().bytes("/api/artifacts/" + report.get("id").getAsString())));
    }

    private Collection<Integer> ports() throws IOException {
        return server.listeners().stream().map(Endpoint::port).toList();
    }

    private People people() throws IOException {
        var key = JsonParser.parseString(Files.readString(firstSignIn())).getAsJsonObject();
        return People.withKey(server.url(), key.get("api_key").getAsString());
    }

    private static Path data() {
        return directory.resolve("data");
    }

    private static Path firstSignIn() {
        return data().resolve("first-sign-in.json");
    }

    private static Path driver() throws IOException {
        try (var jars = Files.list(Distribution.server().resolve("lib"))) {
            return jars.filter(jar -> jar.getFileName().toString().startsWith("mariadb-java-client-"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
