package org.opsflow.grpc.shared;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.audit.Actor;
import org.opsflow.domain.audit.RefusedAttempts;
import org.opsflow.domain.audit.Target;
import org.opsflow.domain.identity.ApiKeys;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.identity.Visitor;
import org.opsflow.domain.shared.Ids;
import org.opsflow.domain.shared.Problem;
import org.opsflow.proto.agent.v1.AgentServiceGrpc;
import org.opsflow.proto.agent.v1.SubmitRequest;
import org.opsflow.proto.agent.v1.SubmitResponse;

class RefusalNotesTest {
    private static final UUID KENJI = new UUID(0, 2);

    private final List<String> noted = new ArrayList<>();
    private final List<Actor> actors = new ArrayList<>();
    private final RefusalNotes notes = new RefusalNotes(new Noted(), new Bearer(new RevokedKey()));

    @Test
    void tellsOfWhoMayNotAndOfWhoAsksForTooMuch() {
        close(Statuses.of(Problem.unauthenticated("bad_key", "It opens nothing.")));
        close(Statuses.of(Problem.forbidden("scope", "It is not for that.")));
        close(Statuses.of(Problem.tooMany("Too many.", Duration.ofSeconds(1))));
        close(Statuses.limit("slow", "SLOW: nothing was read for 60 s."));
        close(Status.RESOURCE_EXHAUSTED.asRuntimeException());

        assertThat(noted).containsExactly("bad_key", "scope", "too_many_requests", "slow", "resource_exhausted");
    }

    @Test
    void saysNothingOfWhatIsNoRefusal() {
        close(Status.OK.asRuntimeException());
        close(Statuses.of(Problem.invalid("name", "is missing")));
        close(Statuses.of(Problem.overloaded(Duration.ofSeconds(1))));

        assertThat(noted).isEmpty();
    }

    @Test
    void namesWhoseKeyItWas() {
        close(Statuses.of(Problem.unauthenticated("bad_key", "It opens nothing.")));

        assertThat(actors).singleElement().satisfies(actor -> assertThat(actor.id())
                .contains(KENJI));
    }

    private void close(StatusRuntimeException end) {
        Metadata trailers = Optional.ofNullable(end.getTrailers()).orElseGet(Metadata::new);
        Metadata headers = new Metadata();
        headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer owf_kenji_x");
        notes.interceptCall(new UnheardCall(), headers, (call, sent) -> {
            call.close(end.getStatus(), trailers);
            return new ServerCall.Listener<>() {};
        });
    }

    private final class Noted extends RefusedAttempts {
        Noted() {
            super(null, new Ids(), InstantSource.system(), null);
        }

        @Override
        public void add(Actor actor, String action, String code, Target target) {
            assertThat(target.id()).isEqualTo("opsflow.agent.v1.AgentService/Submit");
            noted.add(code);
            actors.add(actor);
        }
    }

    private static final class RevokedKey implements ApiKeys {
        @Override
        public Optional<Caller> authenticate(String key) {
            return Optional.empty();
        }

        @Override
        public Optional<Caller> remembered(String key) {
            return Optional.empty();
        }

        @Override
        public Optional<Actor> lapsed(String key, Visitor visitor) {
            return Optional.of(Actor.claimed(new UUID(0, 1), KENJI, visitor.address(), visitor.userAgent()));
        }
    }

    private static final class UnheardCall extends ServerCall<SubmitRequest, SubmitResponse> {
        @Override
        public void request(int count) {}

        @Override
        public void sendHeaders(Metadata headers) {}

        @Override
        public void sendMessage(SubmitResponse message) {}

        @Override
        public void close(Status status, Metadata trailers) {}

        @Override
        public boolean isCancelled() {
            return false;
        }

        @Override
        public MethodDescriptor<SubmitRequest, SubmitResponse> getMethodDescriptor() {
            return AgentServiceGrpc.getSubmitMethod();
        }
    }
}
