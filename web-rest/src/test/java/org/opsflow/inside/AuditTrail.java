package org.opsflow.inside;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;
import org.opsflow.inside.Browser.Page;
import org.opsflow.proto.agent.v1.AgentServiceGrpc;
import org.opsflow.proto.agent.v1.SubmitRequest;

/** What the audit log is told. */
interface AuditTrail {

    @Test
    @RunAsClient
    default void signInsAreNotedGoodAndBad() {
        String email = Neighbours.moveIn().accountOf("member");

        Browser.signedIn(email);
        new Browser().signIn(email, "tried-and-wrong");

        String ofEmail = " AND action = 'auth.login' AND actor_id = " + person(email);
        await("outcome = 'refused' AND code = 'invalid_credentials'" + ofEmail);
        assertThat(count("outcome = 'done'" + ofEmail)).isEqualTo(1);
        await(
                () -> new Browser().signIn("nobody-" + System.nanoTime() + "@example.org", "tried-and-wrong"),
                "action = 'auth.login' AND code = 'invalid_credentials' AND actor_type = 'nobody' AND address <> ''");
        assertThat(count("CONCAT_WS(' ', action, code, user_agent, target_id, details) LIKE '%tried-and-wrong%'"))
                .isZero();
        assertThat(count("CONCAT_WS(' ', action, code, user_agent, target_id, details) LIKE '%example.org%'"))
                .isZero();
    }

    @Test
    @RunAsClient
    default void refusalsAreNotedAtEveryDoor() {
        String email = Neighbours.moveIn().accountOf("viewer");
        Browser viewer = Browser.signedIn(email);
        String site = ServerUnderTest.get().address().toString();

        viewer.post("/api/agents", "{\"name\": \"Kenji\"}");
        viewer.ask("POST", "/api/agents", "{\"name\": \"Kenji\"}", "Content-Type", "application/json");
        BoardClient.refusal(viewer.cookie(), "http://evil.example");

        await("code = 'forbidden' AND target_id = 'POST /api/agents' AND actor_id = " + person(email));
        await("code = 'csrf' AND target_id = 'POST /api/agents' AND actor_id = " + person(email));
        await("code = 'origin' AND target_id = 'GET /ws/board' AND actor_id = " + person(email));
        await(
                () -> BoardClient.refusal("", site),
                "code = 'unauthenticated' AND target_id = 'GET /ws/board' AND actor_type = 'nobody'"
                        + " AND address = '127.0.0.1'");
        await(
                () -> submit("owf_kenji_" + "x".repeat(32)),
                "code = 'bad_key' AND target_id LIKE 'opsflow.agent.v1.AgentService/Submit' AND address = '127.0.0.1'");
    }

    /** Whoever still uses a key after it was revoked may be who took it: its owner has to see that. */
    @Test
    @RunAsClient
    default void theUseOfARevokedKeyIsNotedWithWhoseItWas() {
        Neighbours home = Neighbours.moveIn();
        Browser owner = home.owner();
        JsonObject made =
                owner.post("/api/api-keys", "{\"name\": \"Lost\"}").json().getJsonObject("data");
        JsonObject agents = owner.post("/api/agents/" + home.ids().get("agent") + "/keys", "{\"name\": \"Lost\"}")
                .json()
                .getJsonObject("data");
        String personal = made.getJsonObject("key").getString("id");
        String agent = agents.getJsonObject("key").getString("id");
        owner.ask("DELETE", "/api/api-keys/" + personal, "", "X-CSRF-Token", owner.csrf());
        owner.ask(
                "DELETE",
                "/api/agents/" + home.ids().get("agent") + "/keys/" + agent,
                "",
                "X-CSRF-Token",
                owner.csrf());

        Page refused = new Browser().get("/api/agents", "Authorization", "Bearer " + made.getString("api_key"));
        submit(agents.getString("api_key"));

        assertThat(refused.status()).isEqualTo(401);
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            List<JsonObject> entries = owner.get("/api/audit?outcome=refused").json().getJsonArray("data").stream()
                    .map(JsonValue::asJsonObject)
                    .toList();
            assertThat(entries).anySatisfy(entry -> {
                assertThat(entry.getString("code")).isEqualTo("unauthenticated");
                assertThat(entry.get("key_id")).hasToString("\"" + personal + "\"");
                assertThat(entry.getJsonObject("actor").getString("type")).isEqualTo("person");
            });
            assertThat(entries).anySatisfy(entry -> {
                assertThat(entry.getString("code")).isEqualTo("bad_key");
                assertThat(entry.get("key_id")).hasToString("\"" + agent + "\"");
                assertThat(entry.getJsonObject("actor").getString("id"))
                        .isEqualTo(home.ids().get("agent"));
            });
        });
    }

    @Test
    @RunAsClient
    default void aSecretThatIsSentInTheWrongPlaceIsNotKept() {
        Browser nobody = new Browser();

        await(
                () -> assertThat(nobody.get("/api/workflow-executions/owf_secret?token=owf_secret")
                                .status())
                        .isEqualTo(401),
                "code = 'unauthenticated' AND target_id = 'GET /api/workflow-executions/{id}'");
        assertThat(count("CONCAT_WS(' ', target_id, details) LIKE '%secret%'")).isZero();
    }

    private static void submit(String key) {
        ManagedChannel channel = NettyChannelBuilder.forAddress(
                        "127.0.0.1", ServerUnderTest.get().grpcPort())
                .usePlaintext()
                .build();
        Metadata headers = new Metadata();
        headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + key);
        try {
            AgentServiceGrpc.newBlockingStub(channel)
                    .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
                    .withDeadlineAfter(20, TimeUnit.SECONDS)
                    .submit(SubmitRequest.getDefaultInstance());
            throw new AssertionError("The key was taken.");
        } catch (StatusRuntimeException refused) {
            assertThat(refused.getStatus().getCode().name()).isEqualTo("UNAUTHENTICATED");
        } finally {
            channel.shutdownNow();
        }
    }

    /** What is of no workspace shares its thirty entries a minute with what all other tests do: it is done again. */
    private static void await(Runnable attempt, String condition) {
        Awaitility.await(condition)
                .atMost(Duration.ofSeconds(180))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofSeconds(2))
                .until(() -> {
                    attempt.run();
                    return count(condition) > 0;
                });
    }

    private static void await(String condition) {
        await(() -> {}, condition);
    }

    private static int count(String condition) {
        try (Connection database = ServerUnderTest.get().database().connect();
                PreparedStatement query = database.prepareStatement(
                        "SELECT COALESCE(SUM(times), 0) FROM audit_entry WHERE " + condition);
                ResultSet rows = query.executeQuery()) {
            rows.next();
            return rows.getInt(1);
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
    }

    private static String person(String email) {
        return "(SELECT id FROM person WHERE email = '" + email + "')";
    }
}
