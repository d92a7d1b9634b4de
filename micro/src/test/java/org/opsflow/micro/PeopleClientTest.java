package org.opsflow.micro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PeopleClientTest {

    private final List<Integer> portsOfCallers = new ArrayList<>();
    private HttpServer server;
    private PeopleClient client;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        client = new PeopleClient("http://127.0.0.1:" + server.getAddress().getPort(), "owf_key");
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @Test
    void asksEachTimeOnAConnectionOfItsOwn() throws IOException {
        assertThat(client.get("/one").getAsString()).isEqualTo("GET /one owf_key ");
        assertThat(client.post("/in", "text/plain", "ä").get("said").getAsString())
                .isEqualTo("POST /in owf_key ä");
        assertThat(client.get("/two").getAsString()).isEqualTo("GET /two owf_key ");
        assertThat(portsOfCallers).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void saysWhichCallWasRefusedAndWhy() {
        assertThatThrownBy(() -> client.get("/refused"))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("/refused: because");
    }

    private void answer(HttpExchange exchange) throws IOException {
        portsOfCallers.add(exchange.getRemoteAddress().getPort());
        var path = exchange.getRequestURI().getPath();
        var said = exchange.getRequestMethod() + " " + path + " "
                + exchange.getRequestHeaders().getFirst("Authorization").replace("Bearer ", "") + " "
                + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var refused = path.equals("/refused");
        var body = refused
                ? "because"
                : "{\"data\": " + (path.equals("/in") ? "{\"said\": \"" + said + "\"}" : "\"" + said + "\"") + "}";
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(refused ? 422 : 200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
