package org.opsflow.system;

import static org.opsflow.system.Wire.END_HEADERS;
import static org.opsflow.system.Wire.concat;
import static org.opsflow.system.Wire.frame;

import java.io.IOException;
import java.util.Map;

/** Frames of HTTP/2 that are allowed, far too many of them. */
enum Flood {
    PINGS {
        @Override
        void pour(Wire wire, String key) throws IOException {
            repeat(wire, 20_000, i -> frame(Wire.PING, 0, 0, new byte[8]));
        }
    },
    SETTINGS {
        @Override
        void pour(Wire wire, String key) throws IOException {
            repeat(wire, 20_000, i -> frame(Wire.SETTINGS, 0, 0));
        }
    },
    EMPTY_DATA {
        @Override
        void pour(Wire wire, String key) throws IOException {
            wire.write(Wire.headers(1, false, Wire.call("Connect", key)));
            repeat(wire, 20_000, i -> frame(Wire.DATA, 0, 1));
        }
    },
    /** Calls that are taken back as soon as they are made. */
    RESETS {
        @Override
        void pour(Wire wire, String key) throws IOException {
            var headers = Wire.block(Wire.call("Connect", "owf_nobody_" + "0".repeat(32)));
            repeat(
                    wire,
                    20_000,
                    i -> concat(
                            frame(Wire.HEADERS, END_HEADERS, 2 * i + 1, headers),
                            frame(Wire.RST_STREAM, 0, 2 * i + 1, new byte[] {0, 0, 0, 8})));
        }
    },
    /** Calls that wait for an answer, all at once. */
    CALLS {
        @Override
        void pour(Wire wire, String key) throws IOException {
            var headers = Wire.block(Wire.call("Submit", key));
            repeat(wire, 20_000, i -> frame(Wire.HEADERS, END_HEADERS, 2 * i + 1, headers));
        }
    },
    /** One head that never ends. */
    CONTINUATIONS {
        @Override
        void pour(Wire wire, String key) throws IOException {
            wire.write(frame(Wire.HEADERS, 0, 1, Wire.block(Wire.call("Connect", key))));
            repeat(wire, 2_000, i -> frame(Wire.CONTINUATION, 0, 1, Wire.block(Map.of("x-" + i, "y".repeat(8_000)))));
        }
    },
    WINDOW {
        @Override
        void pour(Wire wire, String key) throws IOException {
            repeat(wire, 10, i -> frame(Wire.WINDOW_UPDATE, 0, 0, new byte[] {127, -1, -1, -1}));
        }
    },
    /** One message, byte by byte, each in a frame of its own. */
    CRUMBS {
        @Override
        void pour(Wire wire, String key) throws IOException {
            wire.write(concat(
                    Wire.headers(1, false, Wire.call("Connect", key)),
                    frame(Wire.DATA, 0, 1, Wire.message(0, 16 << 20))));
            repeat(wire, 20_000, i -> frame(Wire.DATA, 0, 1, (byte) i));
        }
    };

    /** Whether the server ends the connection by itself. */
    boolean isCutShort() {
        return this == PINGS || this == RESETS || this == CONTINUATIONS || this == WINDOW;
    }

    /** @throws IOException when the server has closed the connection meanwhile */
    abstract void pour(Wire wire, String key) throws IOException;

    private interface Frames {
        byte[] at(int i);
    }

    private static void repeat(Wire wire, int times, Frames frames) throws IOException {
        for (var i = 0; i < times; i++) {
            wire.write(frames.at(i));
        }
    }
}
