package org.opsflow.domain.claim;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import org.opsflow.domain.shared.Ids;

/** Takes in what agents say is wrong with them, no faster than an agent may say it, and answers. */
@ApplicationScoped
public class AgentErrorIntake {
    private static final Logger LOG = System.getLogger(AgentErrorIntake.class.getName());
    private static final int TRIES = 3;
    private static final int BROKEN_RETRY_MILLIS = 2_000;

    private final AgentErrorStoring storing;
    private final Allowances allowances = new Allowances(System::nanoTime);

    @Inject
    public AgentErrorIntake(AgentErrorStoring storing) {
        this.storing = storing;
    }

    AgentErrorIntake() {
        this(null);
    }

    /** Blocks until it is stored. False when a newer connection took the process over: then nothing was answered. */
    boolean take(AgentErrorStoring.Teller teller, AgentErrorDraft draft, SessionOut out) {
        Duration wait = allowances.spend(teller.face().agentId());
        if (wait.isZero()) {
            return store(teller, draft, out);
        }
        overloaded(
                draft,
                out,
                "An agent may say " + Allowances.PER_SECOND + " errors a second: say it again later.",
                (int) wait.toMillis() + 1);
        return true;
    }

    /** Tried again: two processes of an agent may have chosen the same client id in the same instant. */
    private boolean store(AgentErrorStoring.Teller teller, AgentErrorDraft draft, SessionOut out) {
        for (int attempt = 1; ; attempt++) {
            try {
                boolean current = storing.say(teller, draft);
                if (current) {
                    out.messageReceipt(draft.clientId());
                }
                return current;
            } catch (RuntimeException failure) {
                if (attempt == TRIES) {
                    String correlationId = Ids.correlation();
                    LOG.log(
                            Level.ERROR,
                            "An agent's error could not be stored, correlation id " + correlationId,
                            failure);
                    overloaded(
                            draft,
                            out,
                            "The error could not be stored (correlation id " + correlationId + "): say it again.",
                            BROKEN_RETRY_MILLIS);
                    return true;
                }
            }
        }
    }

    private static void overloaded(AgentErrorDraft draft, SessionOut out, String message, int retryAfterMillis) {
        out.messageRefused(
                draft.clientId(), new Outcome.Refused(RefusalCode.OVERLOADED, message, ""), retryAfterMillis);
    }
}
