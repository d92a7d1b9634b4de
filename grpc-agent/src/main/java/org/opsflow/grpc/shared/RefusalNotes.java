package org.opsflow.grpc.shared;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Locale;
import java.util.Optional;
import org.opsflow.domain.audit.Actor;
import org.opsflow.domain.audit.RefusedAttempts;
import org.opsflow.domain.audit.Target;
import org.opsflow.domain.identity.Visitor;

/** Tells the audit log of calls that end because of who calls. */
@ApplicationScoped
public class RefusalNotes implements ServerInterceptor {
    private static final Metadata.Key<String> USER_AGENT =
            Metadata.Key.of("user-agent", Metadata.ASCII_STRING_MARSHALLER);

    private final RefusedAttempts attempts;
    private final Bearer bearer;

    @Inject
    public RefusalNotes(RefusedAttempts attempts, Bearer bearer) {
        this.attempts = attempts;
        this.bearer = bearer;
    }

    RefusalNotes() {
        this(null, null);
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        String key = Bearer.in(headers);
        Visitor visitor = visitor(call, headers);
        return next.startCall(
                new SimpleForwardingServerCall<>(call) {
                    @Override
                    public void close(Status status, Metadata trailers) {
                        if (isRefusal(status)) {
                            note(status, trailers, actor(key, visitor));
                        }
                        super.close(status, trailers);
                    }

                    private void note(Status status, Metadata trailers, Actor actor) {
                        String code = Optional.ofNullable(trailers.get(Statuses.CODE))
                                .orElse(status.getCode().name().toLowerCase(Locale.ROOT));
                        attempts.add(
                                actor,
                                "access",
                                code,
                                Target.operation(getMethodDescriptor().getFullMethodName()));
                    }
                },
                headers);
    }

    private static boolean isRefusal(Status status) {
        return status.getCode() == Status.Code.UNAUTHENTICATED || status.getCode() == Status.Code.PERMISSION_DENIED;
    }

    private Actor actor(String key, Visitor visitor) {
        return bearer.remembered(key)
                .map(caller -> caller.from(visitor).actor())
                .orElseGet(visitor::nobody);
    }

    private static Visitor visitor(ServerCall<?, ?> call, Metadata headers) {
        SocketAddress address = call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
        String host = address instanceof InetSocketAddress internet && internet.getAddress() != null
                ? internet.getAddress().getHostAddress()
                : "";
        return new Visitor(host, Optional.ofNullable(headers.get(USER_AGENT)).orElse(""));
    }
}
