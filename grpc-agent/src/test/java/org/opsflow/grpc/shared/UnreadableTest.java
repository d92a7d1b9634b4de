package org.opsflow.grpc.shared;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.BindableService;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnreadableTest {
    private final List<String> heard = new ArrayList<>();

    /** Texts; those that begin with an x cannot be read. */
    private static final class Text implements MethodDescriptor.Marshaller<String> {
        @Override
        public InputStream stream(String text) {
            return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String parse(InputStream bytes) {
            try {
                String text = new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
                if (text.startsWith("x")) {
                    throw Status.INTERNAL
                            .withCause(new InvalidProtocolBufferException(text))
                            .asRuntimeException();
                }
                return text;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private final class Listener extends ServerCall.Listener<String> {
        @Override
        public void onMessage(String message) {
            heard.add(message);
        }

        @Override
        public void onHalfClose() {
            heard.add("half-close");
        }

        @Override
        public void onCancel() {
            heard.add("cancel");
        }

        @Override
        public void onComplete() {
            heard.add("complete");
        }

        @Override
        public void onReady() {
            heard.add("ready");
        }
    }

    private static final class Call extends ServerCall<InputStream, InputStream> {
        private final MethodDescriptor<InputStream, InputStream> method;
        private Status end;

        Call(MethodDescriptor<InputStream, InputStream> method) {
            this.method = method;
        }

        @Override
        public void close(Status status, Metadata trailers) {
            assertThat(end).as("the call's end").isNull();
            end = status;
        }

        @Override
        public MethodDescriptor<InputStream, InputStream> getMethodDescriptor() {
            return method;
        }

        @Override
        public void request(int messages) {}

        @Override
        public void sendHeaders(Metadata headers) {}

        @Override
        public void sendMessage(InputStream message) {}

        @Override
        public boolean isCancelled() {
            return end != null;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "opsflow.agent.v1.AgentService/Connect, FAILED_PRECONDITION",
        "opsflow.agent.v1.AgentService/StreamLogs, INVALID_ARGUMENT",
        "grpc.health.v1.Health/Check, INVALID_ARGUMENT"
    })
    void endsTheCallAndLetsItsOwnerGoOnce(String name, Status.Code code) {
        Call call = new Call(method(name));
        ServerCall.Listener<InputStream> listener = handler(name).startCall(call, new Metadata());

        listener.onMessage(bytes("read"));
        listener.onMessage(bytes("x"));
        listener.onMessage(bytes("later"));
        listener.onHalfClose();
        listener.onReady();
        listener.onCancel();
        listener.onComplete();

        assertThat(call.end.getCode()).isEqualTo(code);
        assertThat(call.end.getDescription()).contains(name);
        assertThat(heard).containsExactly("read", "cancel");
    }

    private ServerCallHandler<InputStream, InputStream> handler(String name) {
        MethodDescriptor<String, String> method = MethodDescriptor.newBuilder(new Text(), new Text())
                .setType(MethodType.BIDI_STREAMING)
                .setFullMethodName(name)
                .build();
        BindableService service = () -> ServerServiceDefinition.builder(name.substring(0, name.indexOf('/')))
                .addMethod(method, (call, headers) -> new Listener())
                .build();
        return cast(Unreadable.refusedBy(service).getMethod(name).getServerCallHandler());
    }

    /** Wrapped, the service takes streams of bytes. */
    @SuppressWarnings("unchecked")
    private static ServerCallHandler<InputStream, InputStream> cast(ServerCallHandler<?, ?> handler) {
        return (ServerCallHandler<InputStream, InputStream>) handler;
    }

    private static MethodDescriptor<InputStream, InputStream> method(String name) {
        return MethodDescriptor.<InputStream, InputStream>newBuilder()
                .setRequestMarshaller(new Raw())
                .setResponseMarshaller(new Raw())
                .setType(MethodType.BIDI_STREAMING)
                .setFullMethodName(name)
                .build();
    }

    private static final class Raw implements MethodDescriptor.Marshaller<InputStream> {
        @Override
        public InputStream stream(InputStream bytes) {
            return bytes;
        }

        @Override
        public InputStream parse(InputStream bytes) {
            return bytes;
        }
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
