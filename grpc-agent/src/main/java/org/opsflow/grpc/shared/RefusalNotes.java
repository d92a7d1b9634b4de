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
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.opsflow.domain.audit.RefusedAttempts;
import org.opsflow.domain.audit.Target;
import org.opsflow.domain.identity.Visitor;

/** Tells the audit log of calls that end because of who calls, or of how much they ask for. */
@ApplicationScoped
public class RefusalNotes implements ServerInterceptor {
    private static final Metadata.Key<String> USER_AGENT =
            Metadata.Key.of("user-agent", Metadata.ASCII_STRING_MARSHALLER);
    private static final Set<Status.Code> REFUSALS =
            EnumSet.of(Status.Code.UNAUTHENTICATED, Status.Code.PERMISSION_DENIED, Status.Code.RESOURCE_EXHAUSTED);
    /** The server's own state, and no word about who calls. */
    private static final String OVERLOADED = "overloaded";

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
                        String code = code(status, trailers);
                        if (isRefusal(status) && !code.equals(OVERLOADED)) {
                            attempts.add(
                                    bearer.actor(key, visitor),
                                    "access",
                                    code,
                                    Target.operation(getMethodDescriptor().getFullMethodName()));
                        }
                        super.close(status, trailers);
                    }
                },
                headers);
    }

    private static boolean isRefusal(Status status) {
        return REFUSALS.contains(status.getCode());
    }

    private static String code(Status status, Metadata trailers) {
        return Optional.ofNullable(trailers.get(Statuses.CODE))
                .orElse(status.getCode().name().toLowerCase(Locale.ROOT));
    }

    private static Visitor visitor(ServerCall<?, ?> call, Metadata headers) {
        SocketAddress address = call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
        String host = address instanceof InetSocketAddress internet && internet.getAddress() != null
                ? internet.getAddress().getHostAddress()
                : "";
        return new Visitor(host, Optional.ofNullable(headers.get(USER_AGENT)).orElse(""));
    }
}
