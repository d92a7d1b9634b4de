package org.opsflow.domain.claim;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.identity.Permission;
import org.opsflow.domain.shared.Problem;

/**
 * Takes what a person answers to the agent that asked: at once, on whichever node it is, and again on its next session
 * until it acknowledges it.
 */
@ApplicationScoped
public class GateAnswering {
    private final AnswerStoring storing;
    private final SessionDesk desk;

    @Inject
    public GateAnswering(AnswerStoring storing, SessionDesk desk) {
        this.storing = storing;
        this.desk = desk;
    }

    GateAnswering() {
        this(null, null);
    }

    /**
     * Returns after the commit, when the agent has been told if it is at this node.
     *
     * @throws Problem when the caller may not, there is no such gate here, the answer does not fit, somebody has answered
     *     already, or the attempt has ended
     */
    public Gate answer(Caller caller, String id, Gate.Answer answer) {
        caller.require(Permission.ANSWER_GATE);
        AnswerStoring.Answered answered = storing.answer(caller, id, answer);
        desk.asked(List.of(answered.sessionId()));
        return answered.gate();
    }
}
