package org.opsflow.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.opsflow.micro.Sockets;

/** The agents' port under bytes that are no conversation: nothing of them is stored, kept or written into the log. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileBytesIT {

    private static final int CASES = Seeds.cases(200);

    /** How long a connection may take to begin with HTTP/2, and then some. */
    private static final Duration GREETING = Duration.ofSeconds(40);

    private static final long HEAP_SLACK = 48 << 20;
    private static final int THREAD_SLACK = 40;

    private final LiveServer server;
    private final String key;
    private Watch watch;
    private Vitals before;
    private long connectedBefore;

    HostileBytesIT(LiveServer server) {
        this.server = server;
        this.key = server.people().registerAgent("barbarian");
    }

    @BeforeAll
    void open() throws SQLException, IOException {
        watch = Watch.over(server, "bytes");
        watch.allIsWell();
        before = Vitals.of(server.pid());
        connectedBefore = connections();
    }

    private long connections() throws IOException {
        return Sockets.accepted(List.of(server.pid()), server.grpcPort());
    }

    @BeforeEach
    void begin() throws SQLException {
        watch.begin();
    }

    @AfterEach
    void leavesNoTrace() throws SQLException {
        watch.nothingHasChanged("bytes");
        watch.allIsWell();
    }

    /** All descriptors would tell nothing: connections to the database come and go with the work. */
    @AfterAll
    void hasGrownByNothing() throws SQLException {
        await("sockets that are closed").atMost(GREETING).untilAsserted(() -> assertThat(connections())
                .isLessThanOrEqualTo(connectedBefore));
        var after = Vitals.of(server.pid());
        System.out.println("hostile bytes: the server had " + before + ", has " + after);
        assertThat(after.heap()).isLessThan(before.heap() + HEAP_SLACK);
        assertThat(after.threads()).isLessThan(before.threads() + THREAD_SLACK);
        watch.close();
    }

    @ParameterizedTest
    @EnumSource
    void letsGoOfWhoSends(Garbage kind) throws IOException {
        System.out.println("hostile bytes " + kind + ": seed " + Seeds.FIRST + "; again: "
                + Seeds.replay(getClass(), Seeds.FIRST));
        for (var i = 0; i < CASES; i++) {
            var seed = Seeds.FIRST + i;
            assertThat(attack(kind, Seeds.random(seed)))
                    .as("%s with -Dopsflow.seed=%s -Dopsflow.cases=1: the server lets go", kind, seed)
                    .isTrue();
        }
    }

    /** True when the server closed the connection, or we did without a word. */
    private boolean attack(Garbage kind, Random random) throws IOException {
        try (var wire = Wire.open(server.grpcPort())) {
            try {
                wire.write(kind.bytes(random, key));
                if (random.nextBoolean()) {
                    wire.cut();
                    return true;
                }
                wire.finish();
            } catch (IOException refused) {
                // It was closed while we wrote.
                return true;
            }
            return wire.awaitEnd();
        }
    }

    @Test
    void saysToABrowserThatItIsNone() throws IOException {
        try (var wire = Wire.open(server.grpcPort())) {
            wire.write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(wire.goodbye().debug()).contains("HTTP/1.x");
        }
    }

    @Test
    void refusesTlsAtOnce() throws IOException {
        try (var socket = SSLSocketFactory.getDefault().createSocket("127.0.0.1", server.grpcPort())) {
            socket.setSoTimeout((int) Conversation.PATIENCE.toMillis());
            assertThatThrownBy(() -> ((SSLSocket) socket).startHandshake()).isInstanceOf(SSLException.class);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "content-type  | application/json       | 415 | 13 | application/json",
                "content-type  | application/grpcx      | 415 | 13 | application/grpcx",
                "content-type  | text/html              | 415 | 13 | text/html",
                "content-type  | -                      | 415 | 13 | Content-Type",
                ":method       | GET                    | 405 | 13 | GET",
                ":path         | /no.such.Service/Call  | 200 | 12 | no.such.Service",
                ":path         | no-slash               | 404 | 12 | no-slash",
                "grpc-encoding | zstd                   | 200 | 12 | zstd",
                "authorization | -                      | 200 | 16 | authorization: Bearer",
            })
    void namesWhatIsWrongWithACall(String header, String value, String http, String grpc, String message)
            throws IOException {
        var headers = Wire.call("Connect", key);
        if (value == null) {
            headers.remove(header);
        } else {
            headers.put(header, value);
        }
        try (var wire = Wire.greeted(server.grpcPort())) {
            wire.write(Wire.headers(1, false, headers));
            var answer = wire.answer(1);
            assertThat(answer.status()).isEqualTo(http);
            assertThat(answer.trailers()).containsEntry("grpc-status", grpc);
            assertThat(answer.trailers().get("grpc-message")).contains(message);
        }
    }

    /** Who begins and never goes on costs a socket, for a while; others do not notice. */
    @Test
    void letsGoOfWhoNeverGetsToThePoint() throws IOException, SQLException, InterruptedException {
        var slow = new ArrayList<Wire>();
        var start = Wire.concat(Wire.PREFACE, Wire.frame(Wire.SETTINGS, 0, 0));
        try {
            for (var sent = 0; sent < start.length - 1; sent++) {
                var wire = Wire.open(server.grpcPort());
                wire.write(Arrays.copyOf(start, sent));
                slow.add(wire);
            }
            watch.allIsWell();
            await("the end of those who do not greet").atMost(GREETING).until(() -> slow.stream()
                    .allMatch(HostileBytesIT::hasEnded));
        } finally {
            for (var wire : slow) {
                wire.close();
            }
        }
        watch.begin();
    }

    private static boolean hasEnded(Wire wire) {
        try {
            return wire.hasEnded();
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void saysHowManyCallsItTakesAtOnce() throws IOException {
        try (var wire = Wire.greeted(server.grpcPort())) {
            assertThat(wire.settings()).hasEntrySatisfying(Wire.MAX_CONCURRENT_STREAMS, most -> assertThat(most)
                    .isBetween(1_000, 10_000));
        }
    }

    /** What HTTP/2 allows once, said without end. */
    @ParameterizedTest
    @EnumSource
    void endures(Flood flood) throws IOException {
        try (var wire = Wire.greeted(server.grpcPort())) {
            try {
                flood.pour(wire, key);
                if (!flood.isCutShort()) {
                    wire.finish();
                }
            } catch (IOException refused) {
                // It was closed while we wrote: so much the better.
                return;
            }
            assertThat(wire.awaitEnd()).as("%s ends with the connection", flood).isTrue();
        }
    }
}
