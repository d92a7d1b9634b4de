package org.opsflow.grpc.claim;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.opsflow.domain.claim.SessionDesk;
import org.opsflow.domain.shared.Settings;
import org.opsflow.grpc.shared.Bearer;
import org.opsflow.grpc.shared.Edge;
import org.opsflow.proto.agent.v1.AgentFrame;
import org.opsflow.proto.agent.v1.ServerFrame;

/** Begins Connect calls. */
@ApplicationScoped
public class Conversations {
    private final SessionDesk desk;
    private final Settings settings;
    private final Bearer bearer;
    private final Edge edge;

    @Inject
    public Conversations(SessionDesk desk, Settings settings, Bearer bearer, Edge edge) {
        this.desk = desk;
        this.settings = settings;
        this.bearer = bearer;
        this.edge = edge;
    }

    Conversations() {
        this(null, null, null, null);
    }

    /** Ends all conversations; the agents come back one after the other. */
    public void drain() {
        desk.drain();
    }

    public StreamObserver<AgentFrame> begin(StreamObserver<ServerFrame> out) {
        Conversation conversation = new Conversation((ServerCallStreamObserver<ServerFrame>) out, settings, edge);
        conversation.begin(bearer, desk);
        return conversation;
    }
}
