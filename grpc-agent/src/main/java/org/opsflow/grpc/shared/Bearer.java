package org.opsflow.grpc.shared;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.opsflow.domain.audit.Actor;
import org.opsflow.domain.identity.ApiKeys;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.identity.Visitor;
import org.opsflow.domain.shared.Problem;

/** Who calls: takes the key from {@code authorization: Bearer owf_…}. Keys are never logged. */
@ApplicationScoped
public class Bearer implements ServerInterceptor {
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
    private static final Context.Key<String> KEY = Context.key("opsflow-api-key");
    private static final String SCHEME = "Bearer ";

    private final ApiKeys keys;

    @Inject
    public Bearer(ApiKeys keys) {
        this.keys = keys;
    }

    Bearer() {
        this(null);
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        return Contexts.interceptCall(Context.current().withValue(KEY, in(headers)), call, headers, next);
    }

    static String in(Metadata headers) {
        String header = headers.get(AUTHORIZATION);
        return header != null && header.startsWith(SCHEME) ? header.substring(SCHEME.length()) : "";
    }

    /** The key of the current call; empty text when there is none. */
    public static String presented() {
        String key = KEY.get();
        return key == null ? "" : key;
    }

    /** The caller, from memory; empty when the database has to be asked. Never blocks. */
    public Optional<Caller> remembered(String key) {
        return keys.remembered(key);
    }

    /** As the audit log names who shows the key, also one that opens nothing any more. Never blocks. */
    Actor actor(String key, Visitor visitor) {
        return keys.remembered(key)
                .map(caller -> caller.from(visitor).actor())
                .or(() -> keys.lapsed(key, visitor))
                .orElseGet(visitor::nobody);
    }

    /** The caller; may read the database. */
    public Caller require(String key) {
        if (key.isEmpty()) {
            throw Problem.unauthenticated(
                    "no_key", "Send the agent's key as metadata: authorization: Bearer owf_<agent>_<32 characters>.");
        }
        return keys.authenticate(key)
                .orElseThrow(() -> Problem.unauthenticated(
                        "bad_key", "This key is unknown, expired or revoked: ask for a new one."));
    }
}
