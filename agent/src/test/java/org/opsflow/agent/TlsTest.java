package org.opsflow.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.grpc.ServerCredentials;
import io.grpc.TlsServerCredentials;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class TlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    Path directory;

    private Path certificate;
    private FakeServer server;

    @BeforeEach
    void startServer() throws Exception {
        Path store = directory.resolve("server.p12");
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=test",
                "-ext",
                "san=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD));
        assertThat(new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve("keytool.txt").toFile())
                        .start()
                        .waitFor())
                .isZero();
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD);
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(keys.getCertificate("server").getEncoded());
        certificate = Files.writeString(
                directory.resolve("ca.pem"),
                "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n",
                StandardCharsets.US_ASCII);
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        ServerCredentials credentials = TlsServerCredentials.newBuilder()
                .keyManager(managers.getKeyManagers())
                .build();
        server = FakeServer.start(credentials);
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void speaksTlsWithAServerOfTheNamedAuthority() {
        try (OpsflowAgent agent =
                Agents.of(server, directory.resolve("state")).tls(certificate).start()) {
            server.session().open();
            assertThat(agent.ended()).isNotDone();
            server.close();
        }
    }

    @Test
    void doesNotTalkToAServerOfAnUnknownAuthority() {
        List<AgentEvent> events = new CopyOnWriteArrayList<>();
        try (OpsflowAgent agent = Agents.of(server, directory.resolve("state"))
                .tls()
                .onEvent(events::add)
                .start()) {
            await().until(() -> !events.isEmpty());
            assertThat(agent.ended()).isNotDone();
            assertThat(server.authorizations).isEmpty();
            assertThat(events.get(0).detail()).contains("certification path");
        }
    }

    @Test
    void saysWhichFileOfAuthoritiesItCannotRead() {
        Path none = directory.resolve("none.pem");
        assertThatThrownBy(() ->
                        Agents.of(server, directory.resolve("state")).tls(none).start())
                .isInstanceOf(AgentStartException.class)
                .hasMessageContaining(none.toString());
    }
}
