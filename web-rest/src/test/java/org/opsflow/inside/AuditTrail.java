package org.opsflow.inside;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
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
        String email = Browser.newAccount("member");
        int before = count("action = 'auth.login'");

        Browser.signedIn(email);
        new Browser().signIn(email, "tried-and-wrong");
        new Browser().signIn("nobody@example.org", "tried-and-wrong");

        await("action = 'auth.login' AND outcome = 'refused' AND code = 'invalid_credentials' AND actor_id = "
                + person(email));
        assertThat(count("action = 'auth.login' AND outcome = 'done' AND actor_id = " + person(email)))
                .isEqualTo(1);
        Awaitility.await().until(() -> count("action = 'auth.login'") == before + 3);
        assertThat(count("CONCAT_WS(' ', action, code, user_agent, target_id, details) LIKE '%tried-and-wrong%'"))
                .isZero();
        assertThat(count("CONCAT_WS(' ', action, code, user_agent, target_id, details) LIKE '%example.org%'"))
                .isZero();
    }

    @Test
    @RunAsClient
    default void refusalsAreNotedAtEveryDoor() {
        String email = Browser.newAccount("viewer");
        Browser viewer = Browser.signedIn(email);
        String site = ServerUnderTest.get().address().toString();

        viewer.post("/api/agents", "{\"name\": \"Kenji\"}");
        viewer.ask("POST", "/api/agents", "{\"name\": \"Kenji\"}", "Content-Type", "application/json");
        BoardClient.refusal(viewer.cookie(), "http://evil.example");
        BoardClient.refusal("", site);
        submit("owf_kenji_" + "x".repeat(32));

        await("code = 'forbidden' AND target_id = 'POST /api/agents' AND actor_id = " + person(email));
        await("code = 'csrf' AND target_id = 'POST /api/agents' AND actor_id = " + person(email));
        await("code = 'origin' AND target_id = 'GET /ws/board' AND actor_id = " + person(email));
        await("code = 'unauthenticated' AND target_id = 'GET /ws/board' AND actor_type = 'nobody'"
                + " AND address = '127.0.0.1'");
        await("code = 'bad_key' AND target_id LIKE 'opsflow.agent.v1.AgentService/Submit' AND address = '127.0.0.1'");
    }

    @Test
    @RunAsClient
    default void aSecretThatIsSentInTheWrongPlaceIsNotKept() {
        Browser nobody = new Browser();

        Page refused = nobody.get("/api/workflow-executions/owf_secret?token=owf_secret");

        assertThat(refused.status()).isEqualTo(401);
        await("code = 'unauthenticated' AND target_id = 'GET /api/workflow-executions/{id}'");
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

    private static void await(String condition) {
        Awaitility.await(condition)
                .atMost(Duration.ofSeconds(15))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> count(condition) > 0);
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
