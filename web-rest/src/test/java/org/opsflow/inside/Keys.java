package org.opsflow.inside;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import jakarta.json.JsonObject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;
import org.opsflow.inside.Browser.Page;
import org.opsflow.proto.agent.v1.AgentFrame;
import org.opsflow.proto.agent.v1.AgentServiceGrpc;
import org.opsflow.proto.agent.v1.Hello;
import org.opsflow.proto.agent.v1.ServerFrame;

/** Keys of people and agents, from their making to their end. */
interface Keys {

    @Test
    @RunAsClient
    default void aPersonalKeyMayWhatItsScopesSayUntilItIsRevoked() {
        Browser member = Browser.signedIn(Browser.newAccount("member"));
        Browser program = new Browser();

        Page made = member.post("/api/api-keys", "{\"name\": \"Reader\", \"scopes\": [\"read-only\"]}");

        assertThat(made.status()).as(made.body()).isEqualTo(201);
        JsonObject issued = made.json().getJsonObject("data");
        String id = issued.getJsonObject("key").getString("id");
        String[] key = {"Authorization", "Bearer " + issued.getString("api_key"), "Content-Type", "application/json"};
        assertThat(program.get("/api/agents", key).status()).isEqualTo(200);
        Page refused = program.ask("POST", "/api/agents", "{\"name\": \"Kenji\"}", key);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().getString("code")).isEqualTo("scope");
        assertThat(member.get("/api/api-keys").body()).contains(id).doesNotContain(issued.getString("api_key"));

        assertThat(delete(member, "/api/api-keys/" + id).status()).isEqualTo(204);

        assertThat(program.get("/api/agents", key).status()).isEqualTo(401);
        assertThat(member.get("/api/api-keys").json().getJsonArray("data")).isEmpty();
    }

    @Test
    @RunAsClient
    default void aKeyWithWrongFieldsIsToldEachOfThem() {
        Browser member = Browser.signedIn(Browser.newAccount("member"));

        Page scopes = member.post("/api/api-keys", "{\"name\": \"x\", \"scopes\": [\"run:create\", \"all\"]}");
        Page end = member.post("/api/api-keys", "{\"name\": \"x\", \"expires_at\": \"2020-01-01T00:00:00Z\"}");
        Page instant = member.post("/api/api-keys", "{\"name\": \"x\", \"expires_at\": \"tomorrow\"}");

        assertThat(fieldOf(scopes)).isEqualTo("scopes[1]");
        assertThat(fieldOf(end)).isEqualTo("expires_at");
        assertThat(fieldOf(instant)).isEqualTo("expires_at");
    }

    @Test
    @RunAsClient
    default void anAgentsFirstKeyIsForWorkOnly() {
        Browser admin = Browser.signedIn();
        JsonObject registered = registered(admin);
        Browser program = new Browser();
        String[] key = {"Authorization", "Bearer " + registered.getString("api_key")};

        Page me = program.get("/api/auth/me", key);

        assertThat(me.json().getJsonObject("data").getJsonObject("agent").getString("id"))
                .isEqualTo(registered.getJsonObject("agent").getString("id"));
        assertThat(program.get("/api/workflow-executions", key).status()).isEqualTo(403);
        assertThat(program.get("/api/agents", key).status()).isEqualTo(403);
    }

    @Test
    @RunAsClient
    default void aRevokedKeyEndsTheConversationsThatItOpened() throws Exception {
        Browser admin = Browser.signedIn();
        String agent = registered(admin).getJsonObject("agent").getString("id");
        Page made = admin.post("/api/agents/" + agent + "/keys", "{\"name\": \"second\"}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        JsonObject issued = made.json().getJsonObject("data");
        ManagedChannel channel = NettyChannelBuilder.forAddress(
                        "127.0.0.1", ServerUnderTest.get().grpcPort())
                .usePlaintext()
                .build();
        try {
            CompletableFuture<Void> welcome = new CompletableFuture<>();
            CompletableFuture<Status> end = new CompletableFuture<>();
            connect(channel, issued.getString("api_key"), welcome, end);
            welcome.get(60, TimeUnit.SECONDS);

            String id = issued.getJsonObject("key").getString("id");
            assertThat(delete(admin, "/api/agents/" + agent + "/keys/" + id).status())
                    .isEqualTo(204);

            assertThat(end.get(60, TimeUnit.SECONDS).getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
        } finally {
            channel.shutdownNow();
        }
    }

    @Test
    @RunAsClient
    default void anAgentThatRetiresIsSentAwayAndStaysToBeSeen() throws Exception {
        Browser admin = Browser.signedIn();
        JsonObject registered = registered(admin);
        String key = registered.getString("api_key");
        String path = "/api/agents/" + registered.getJsonObject("agent").getString("id");
        ManagedChannel channel = NettyChannelBuilder.forAddress(
                        "127.0.0.1", ServerUnderTest.get().grpcPort())
                .usePlaintext()
                .build();
        try (BoardClient board = BoardClient.open(admin)) {
            board.say("{\"type\": \"resume\"}");
            board.await("snapshot");
            CompletableFuture<Void> welcome = new CompletableFuture<>();
            CompletableFuture<Status> end = new CompletableFuture<>();
            connect(channel, key, welcome, end);
            welcome.get(30, TimeUnit.SECONDS);

            Page retired = admin.post(path + "/retire", "");

            assertThat(retired.status()).as(retired.body()).isEqualTo(200);
            assertThat(end.get(30, TimeUnit.SECONDS).getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
            board.changesUntil("worker.retired");
            assertThat(admin.post(path + "/retire", "").status()).isEqualTo(200);
            assertThat(admin.get(path).json().getJsonObject("data").getString("lifecycle"))
                    .isEqualTo("retired");
            assertThat(admin.get("/api/agents?limit=200").body())
                    .doesNotContain('"' + path.substring("/api/agents/".length()) + '"');
            assertThat(new Browser().get(path, "Authorization", "Bearer " + key).status())
                    .isEqualTo(401);
        } finally {
            channel.shutdownNow();
        }
    }

    private static void connect(
            ManagedChannel channel, String key, CompletableFuture<Void> welcome, CompletableFuture<Status> end) {
        Metadata headers = new Metadata();
        headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + key);
        StreamObserver<AgentFrame> agent = AgentServiceGrpc.newStub(channel)
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
                .connect(new StreamObserver<>() {
                    @Override
                    public void onNext(ServerFrame frame) {
                        welcome.complete(null);
                    }

                    @Override
                    public void onError(Throwable failed) {
                        welcome.completeExceptionally(failed);
                        end.complete(Status.fromThrowable(failed));
                    }

                    @Override
                    public void onCompleted() {
                        end.complete(Status.OK);
                    }
                });
        agent.onNext(AgentFrame.newBuilder()
                .setHello(Hello.newBuilder()
                        .setInstance("one")
                        .setProtocolVersion(1)
                        .addCapabilities("script")
                        .setMaxConcurrent(1))
                .build());
    }

    private static JsonObject registered(Browser admin) {
        Page page = admin.post("/api/agents", "{\"name\": \"Keyed " + System.nanoTime() + "\"}");
        assertThat(page.status()).as(page.body()).isEqualTo(201);
        return page.json().getJsonObject("data");
    }

    private static String fieldOf(Page page) {
        assertThat(page.status()).as(page.body()).isEqualTo(422);
        return page.json().getJsonArray("errors").getJsonObject(0).getString("field");
    }

    private static Page delete(Browser browser, String path) {
        return browser.ask("DELETE", path, "", "X-CSRF-Token", browser.csrf());
    }
}
