package org.opsflow.domain.bad;

import org.opsflow.proto.agent.v1.Hello;

/** Frames belong to the door. */
public final class UsesFrames {
    String instance(Hello hello) {
        return hello.getInstance();
    }
}
