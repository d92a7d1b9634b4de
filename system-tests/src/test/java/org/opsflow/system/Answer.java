package org.opsflow.system;

import io.grpc.Status;
import java.util.List;
import java.util.Optional;
import org.opsflow.proto.agent.v1.Refused;
import org.opsflow.proto.agent.v1.ServerFrame;

/**
 * What the server said to one frame.
 *
 * @param frames in their order
 * @param end with which the server ended the call, if it did
 */
record Answer(List<ServerFrame> frames, Optional<Status> end) {

    boolean isReceipt() {
        return frames.stream().anyMatch(ServerFrame::hasReceipt);
    }

    Optional<Refused> refused() {
        return frames.stream()
                .filter(ServerFrame::hasRefused)
                .map(ServerFrame::getRefused)
                .findFirst();
    }

    /** The word for it: a refusal code, a status code, receipt, revoked or silence. */
    String word() {
        if (end.isPresent()) {
            return end.get().getCode().name();
        }
        return frames.stream()
                .filter(frame -> frame.hasReceipt() || frame.hasRefused() || frame.hasRevoked())
                .findFirst()
                .map(Answer::word)
                .orElse("SILENCE");
    }

    private static String word(ServerFrame frame) {
        return frame.hasRefused()
                ? frame.getRefused().getCode().name().replace("REFUSAL_CODE_", "")
                : frame.getBodyCase().name();
    }
}
