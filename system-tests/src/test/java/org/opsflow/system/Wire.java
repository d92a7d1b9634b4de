package org.opsflow.system;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Exception;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A TCP connection to the agents' door on which every byte is written by hand, and the bytes of HTTP/2 and gRPC. */
final class Wire implements Closeable {

    static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PING = 6;
    static final int GOAWAY = 7;
    static final int WINDOW_UPDATE = 8;
    static final int CONTINUATION = 9;

    /** A setting. */
    static final int MAX_CONCURRENT_STREAMS = 3;

    static final int END_STREAM = 1;
    static final int END_HEADERS = 4;

    private final Socket socket;

    /** @param trailers of the call, or its only headers */
    record Answer(String status, Map<String, String> trailers) {}

    /** @param debug what the other side says to people; empty when it ended without a word */
    record Goodbye(int code, String debug) {}

    private Wire(Socket socket) {
        this.socket = socket;
    }

    static Wire open(int port) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) Conversation.PATIENCE.toMillis());
        return new Wire(socket);
    }

    /** With what HTTP/2 begins with. */
    static Wire greeted(int port) throws IOException {
        var wire = open(port);
        wire.write(concat(PREFACE, frame(SETTINGS, 0, 0)));
        return wire;
    }

    static byte[] frame(int type, int flags, int stream, byte... payload) {
        return concat(head(payload.length, type, flags, stream), payload);
    }

    /** A frame's head alone, whatever follows. */
    static byte[] head(int length, int type, int flags, int stream) {
        return ByteBuffer.allocate(9)
                .put((byte) (length >> 16))
                .putShort((short) length)
                .put((byte) type)
                .put((byte) flags)
                .putInt(stream)
                .array();
    }

    /** The head of a call of the contract, as our own client says it. */
    static Map<String, String> call(String method, String key) {
        var headers = new LinkedHashMap<String, String>();
        headers.put(":method", "POST");
        headers.put(":scheme", "http");
        headers.put(":path", "/opsflow.agent.v1.AgentService/" + method);
        headers.put(":authority", "127.0.0.1");
        headers.put("content-type", "application/grpc");
        headers.put("te", "trailers");
        headers.put("authorization", "Bearer " + key);
        return headers;
    }

    static byte[] headers(int stream, boolean isLast, Map<String, String> headers) {
        return frame(HEADERS, END_HEADERS | (isLast ? END_STREAM : 0), stream, block(headers));
    }

    /** Literals without compression. */
    static byte[] block(Map<String, String> headers) {
        var block = new ByteArrayOutputStream();
        headers.forEach((name, value) -> {
            block.write(0);
            block.writeBytes(text(name));
            block.writeBytes(text(value));
        });
        return block.toByteArray();
    }

    private static byte[] text(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var length = new ByteArrayOutputStream();
        if (bytes.length < 127) {
            length.write(bytes.length);
        } else {
            length.write(127);
            var rest = bytes.length - 127;
            for (; rest > 127; rest >>>= 7) {
                length.write(rest & 127 | 128);
            }
            length.write(rest);
        }
        return concat(length.toByteArray(), bytes);
    }

    /** A gRPC message with its prefix. */
    static byte[] message(int compressed, long length, byte... bytes) {
        return concat(
                ByteBuffer.allocate(5)
                        .put((byte) compressed)
                        .putInt((int) length)
                        .array(),
                bytes);
    }

    static byte[] concat(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (var part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    void write(byte... bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** Says that nothing more will come. */
    void finish() throws IOException {
        socket.shutdownOutput();
    }

    /** Cuts the connection without a word. */
    void cut() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Reads until the server has closed the connection; false when it does not in time. */
    boolean awaitEnd() {
        var deadline = System.nanoTime() + Conversation.PATIENCE.toNanos();
        try {
            while (System.nanoTime() - deadline < 0) {
                if (socket.getInputStream().read(new byte[1 << 16]) < 0) {
                    return true;
                }
            }
            return false;
        } catch (SocketTimeoutException open) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    /** Whether the server has closed the connection by now; what it said is passed over. */
    boolean hasEnded() throws IOException {
        socket.setSoTimeout(1);
        try {
            return socket.getInputStream().read(new byte[1 << 16]) < 0;
        } catch (SocketTimeoutException open) {
            return false;
        } catch (IOException reset) {
            return true;
        } finally {
            socket.setSoTimeout((int) Conversation.PATIENCE.toMillis());
        }
    }

    /** How the server ended the connection; what else it said is passed over. */
    Goodbye goodbye() throws IOException {
        var last = new Goodbye(0, "");
        try {
            for (var frame = next(); ; frame = next()) {
                last = frame.type() == GOAWAY ? frame.goodbye() : last;
            }
        } catch (EOFException end) {
            return last;
        }
    }

    /** What the server says first. */
    Map<Integer, Integer> settings() throws IOException {
        var settings = new LinkedHashMap<Integer, Integer>();
        var payload = ByteBuffer.wrap(next().payload());
        while (payload.hasRemaining()) {
            settings.put((int) payload.getShort(), payload.getInt());
        }
        return settings;
    }

    /** The answer to the call on this stream, up to its end. */
    Answer answer(int stream) throws IOException {
        var decoder = new DefaultHttp2HeadersDecoder();
        var status = "";
        Map<String, String> headers = Map.of();
        while (true) {
            var frame = next();
            if (frame.type() == GOAWAY) {
                throw new IOException("The server ends the connection instead: " + frame.goodbye());
            }
            if (frame.stream() != stream) {
                continue;
            }
            if (frame.type() == RST_STREAM) {
                throw new IOException("The server resets the call instead of ending it");
            }
            if (frame.type() == HEADERS) {
                headers = decode(decoder, frame);
                status = headers.getOrDefault(":status", status);
            }
            if ((frame.flags() & END_STREAM) != 0) {
                return new Answer(status, headers);
            }
        }
    }

    private static Map<String, String> decode(DefaultHttp2HeadersDecoder decoder, Frame frame) throws IOException {
        var headers = new LinkedHashMap<String, String>();
        try {
            decoder.decodeHeaders(frame.stream(), Unpooled.wrappedBuffer(frame.payload()))
                    .forEach(header -> headers.put(
                            header.getKey().toString(), header.getValue().toString()));
        } catch (Http2Exception e) {
            throw new IOException(e);
        }
        return headers;
    }

    private record Frame(int type, int flags, int stream, byte[] payload) {
        Goodbye goodbye() {
            return new Goodbye(
                    ByteBuffer.wrap(payload).getInt(4),
                    new String(payload, 8, payload.length - 8, StandardCharsets.UTF_8));
        }
    }

    private Frame next() throws IOException {
        var in = new DataInputStream(socket.getInputStream());
        var head = ByteBuffer.wrap(in.readNBytes(9));
        if (head.limit() < 9) {
            throw new EOFException();
        }
        var length = head.getInt(0) >>> 8;
        return new Frame(head.get(3), head.get(4), head.getInt(5), in.readNBytes(length));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
