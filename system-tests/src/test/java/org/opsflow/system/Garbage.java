package org.opsflow.system;

import static org.opsflow.system.Wire.concat;
import static org.opsflow.system.Wire.frame;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.opsflow.proto.agent.v1.AgentFrame;
import org.opsflow.proto.agent.v1.Heartbeat;

/** Bytes that no client of ours sends. The same seed makes the same bytes. */
enum Garbage {
    NOISE {
        @Override
        byte[] bytes(Random random, String key) {
            return noise(random, 16 << 10);
        }
    },
    NOISE_AFTER_THE_PREFACE {
        @Override
        byte[] bytes(Random random, String key) {
            return concat(Wire.PREFACE, random.nextBoolean() ? SETTINGS : new byte[0], noise(random, 4 << 10));
        }
    },
    RANDOM_FRAMES {
        @Override
        byte[] bytes(Random random, String key) {
            var bytes = start();
            for (var count = random.nextInt(20); count >= 0; count--) {
                bytes.writeBytes(frame(random.nextInt(12), random.nextInt(256), stream(random), noise(random, 300)));
            }
            return bytes.toByteArray();
        }
    },
    /** Their heads promise another length than follows. */
    LYING_FRAMES {
        @Override
        byte[] bytes(Random random, String key) {
            var bytes = start();
            for (var count = random.nextInt(5); count >= 0; count--) {
                bytes.writeBytes(Wire.head(
                        random.nextInt(1 << (1 + random.nextInt(24))),
                        random.nextInt(12),
                        random.nextInt(256),
                        stream(random)));
                bytes.writeBytes(noise(random, 300));
            }
            return bytes.toByteArray();
        }
    },
    /** Calls with any headers, in which one is wrong. */
    WRONG_HEADERS {
        @Override
        byte[] bytes(Random random, String key) {
            var headers = Wire.call(any(random, METHODS), key);
            var name = any(random, List.copyOf(headers.keySet()));
            switch (random.nextInt(3)) {
                case 0 -> headers.remove(name);
                case 1 -> headers.put(name, text(random));
                default -> headers.put(any(random, ODD_HEADERS), text(random));
            }
            return concat(start().toByteArray(), Wire.headers(1, random.nextBoolean(), headers));
        }
    },
    /** A prefix that lies, a message that is none, more or less than was promised. */
    BROKEN_MESSAGES {
        @Override
        byte[] bytes(Random random, String key) {
            var bytes = begin(random, key);
            for (var count = random.nextInt(4); count >= 0; count--) {
                var body = noise(random, 2_000);
                long[] lengths = {body.length, 0, 1, body.length + 1, 16 << 20, (16 << 20) + 1, 0x7fffffffL, -1L};
                var message = Wire.message(
                        random.nextInt(4) == 0 ? random.nextInt(256) : 0,
                        lengths[random.nextInt(lengths.length)],
                        body);
                bytes.writeBytes(frame(Wire.DATA, random.nextInt(8) == 0 ? Wire.END_STREAM : 0, 1, message));
            }
            return bytes.toByteArray();
        }
    },
    /** A right beginning of a conversation, which ends anywhere. */
    CUT_CONVERSATION {
        @Override
        byte[] bytes(Random random, String key) {
            var whole = conversation(random, key);
            return Arrays.copyOf(whole, random.nextInt(whole.length));
        }
    },
    /** A conversation some of whose bits are wrong. */
    FLIPPED_CONVERSATION {
        @Override
        byte[] bytes(Random random, String key) {
            var bytes = conversation(random, key);
            for (var flips = random.nextInt(8); flips >= 0; flips--) {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            }
            return bytes;
        }
    };

    private static final byte[] SETTINGS = frame(Wire.SETTINGS, 0, 0);
    private static final List<String> METHODS =
            List.of("Connect", "Submit", "StreamLogs", "UploadArtifact", "DownloadArtifact", "NoSuchCall");
    private static final List<String> ODD_HEADERS = List.of(
            "grpc-timeout", "grpc-encoding", "grpc-accept-encoding", "content-length", "connection", "host", "x-bin");

    abstract byte[] bytes(Random random, String key);

    private static ByteArrayOutputStream start() {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(Wire.PREFACE);
        bytes.writeBytes(SETTINGS);
        return bytes;
    }

    /** A call, up to its headers. */
    private static ByteArrayOutputStream begin(Random random, String key) {
        var bytes = start();
        bytes.writeBytes(Wire.headers(1, false, Wire.call(any(random, METHODS), key)));
        return bytes;
    }

    /** Whole it is a proof of life before Hello, which is refused: no flip of a bit makes a right Hello of it. */
    private static byte[] conversation(Random random, String key) {
        var beat = AgentFrame.newBuilder()
                .setHeartbeat(Heartbeat.newBuilder().setCpuPercent(random.nextInt(100)))
                .build()
                .toByteArray();
        return concat(
                start().toByteArray(),
                Wire.headers(1, false, Wire.call("Connect", key)),
                frame(Wire.DATA, 0, 1, Wire.message(0, beat.length, beat)),
                frame(Wire.PING, 0, 0, new byte[8]),
                frame(Wire.DATA, Wire.END_STREAM, 1));
    }

    private static byte[] noise(Random random, int most) {
        var bytes = new byte[random.nextInt(most)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static int stream(Random random) {
        return random.nextInt(4) == 0 ? random.nextInt() : random.nextInt(8);
    }

    private static String text(Random random) {
        return random.ints(random.nextInt(40), 1, 0x3000)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static <T> T any(Random random, List<T> things) {
        return things.get(random.nextInt(things.size()));
    }
}
