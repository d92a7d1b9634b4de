package org.opsflow.conformance;

import com.google.protobuf.Message;
import io.grpc.Status;
import java.util.List;
import java.util.Optional;

/**
 * Stands between the kit and what it tests, and passes everything on. A test of the kit has one that breaks a rule of the
 * contract, so that a good subject looks like a bad one; the kit has to notice.
 */
public interface Meddler {

    Meddler NONE = new Meddler() {};

    /** What the kit sees instead of a frame of its subject. */
    default List<Message> fromSubject(Message frame) {
        return List.of(frame);
    }

    /** What the subject sees instead of a frame of the kit. */
    default List<Message> toSubject(Message frame) {
        return List.of(frame);
    }

    /** How the subject's end of a call looks to the kit; empty when it is kept from it. */
    default Optional<Status> fromSubject(Status end) {
        return Optional.of(end);
    }

    /** How the kit's end of a call looks to the subject. */
    default Status toSubject(Status end) {
        return end;
    }

    /** Whether it has broken its rule already: who waits then waits no longer than for a moment. */
    default boolean hasStruck() {
        return false;
    }
}
