package org.opsflow.agent.bad;

import com.google.gson.Gson;
import io.grpc.stub.StreamObserver;
import java.time.Instant;
import org.opsflow.proto.agent.v1.AgentFrame;

/** Breaks every rule of this module. */
public final class BadUtil {
    Instant now() {
        return Instant.now();
    }

    String word(String text) {
        return text.toLowerCase();
    }

    void write(StreamObserver<AgentFrame> out) {
        out.onNext(AgentFrame.getDefaultInstance());
    }

    public AgentFrame frame() {
        return AgentFrame.getDefaultInstance();
    }

    Class<?> library() {
        return Gson.class;
    }
}
