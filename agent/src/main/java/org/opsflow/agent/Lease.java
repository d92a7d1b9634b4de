package org.opsflow.agent;

import org.opsflow.proto.agent.v1.AgentFrame;
import org.opsflow.proto.agent.v1.HeldLease;

/**
 * An attempt and the fence it was granted with.
 *
 * @param attemptId opaque
 * @param fence grows with every claim of a step
 */
public record Lease(String attemptId, long fence) {
    static Lease of(AgentFrame frame) {
        return new Lease(frame.getAttemptId(), frame.getFence());
    }

    AgentFrame.Builder frame() {
        return AgentFrame.newBuilder().setAttemptId(attemptId).setFence(fence);
    }

    HeldLease held() {
        return HeldLease.newBuilder().setAttemptId(attemptId).setFence(fence).build();
    }
}
