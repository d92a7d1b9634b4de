package org.opsflow.domain.claim;

import java.util.List;
import java.util.UUID;
import org.opsflow.domain.workflow.RunState;

/** What became of a command. A lost race is an outcome, never an exception. */
public sealed interface Outcome {

    /** The run is in the queue; {@code duplicate} when it was already. */
    record Submitted(UUID runId, boolean duplicate) implements Outcome {}

    /** The claim is committed; work may begin. */
    record Granted(Grant grant) implements Outcome {}

    /**
     * The report took effect, now or when it first came.
     *
     * @param over whether the attempt has ended: a report that repeats a number may say otherwise than the first did
     */
    record Receipted(boolean over) implements Outcome {}

    /**
     * There was no effect, and sending the same again changes nothing.
     *
     * @param field path in the frame; empty when no field is at fault
     */
    record Refused(RefusalCode code, String message, String field) implements Outcome {
        static Refused leaseLost() {
            return new Refused(
                    RefusalCode.LEASE_LOST, "This attempt is not held under this fence any more: stop its work.", "");
        }

        static Refused offerGone(String message) {
            return new Refused(RefusalCode.OFFER_GONE, message, "");
        }
    }

    /** A newer connection of the same agent and instance holds the session: this one has no say any more. */
    record Superseded() implements Outcome {}

    /** The agent was paused before it claimed: the step is still in the queue. */
    record Paused() implements Outcome {}

    /** The attempt was taken from its session. */
    record Taken() implements Outcome {}

    /** The step is shown as stalled. */
    record Stalled() implements Outcome {}

    /** Whatever was shown, the step is not stalled. */
    record GoesOn() implements Outcome {}

    /**
     * The run is cancelled, now or since an earlier command.
     *
     * @param stops attempts whose agents have to be told
     */
    record Cancelled(List<Stop> stops) implements Outcome {}

    /** The run had ended otherwise, which cannot be changed any more. */
    record Ended(RunState state) implements Outcome {}

    /** The attempt of a cancelled run is over. */
    record Stopped() implements Outcome {}

    /** There was nothing to do (any more). */
    record Nothing() implements Outcome {}

    /** The command could not be carried out; the log says why under the correlation id. */
    record Broken(String correlationId) implements Outcome {}
}
