package org.opsflow.domain.claim;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opsflow.domain.agent.AgentError;
import org.opsflow.domain.audit.Audit;
import org.opsflow.domain.audit.Target;
import org.opsflow.domain.change.Change;
import org.opsflow.domain.change.ChangeRecorder;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.identity.Permission;
import org.opsflow.domain.shared.Ids;
import org.opsflow.domain.shared.JsonText;
import org.opsflow.domain.shared.Problem;
import org.opsflow.domain.shared.PublicId;
import org.opsflow.domain.shared.Slug;
import org.opsflow.domain.workflow.AgentFace;

/**
 * Keeps what agents say is wrong with them. Rows are locked in this order: the agent, its session, errors, the head of
 * the change log.
 */
@ApplicationScoped
public class AgentErrorStoring {
    /** How long a client id is remembered. */
    private static final Duration KEPT = Duration.ofHours(24);

    private static final int FORGOTTEN_AT_ONCE = 100;

    private final AgentErrors errors;
    private final Pauses agents;
    private final Audit audit;
    private final ChangeRecorder recorder;
    private final Ids ids;

    @Inject
    public AgentErrorStoring(AgentErrors errors, Pauses agents, Audit audit, ChangeRecorder recorder, Ids ids) {
        this.errors = errors;
        this.agents = agents;
        this.audit = audit;
        this.recorder = recorder;
        this.ids = ids;
    }

    AgentErrorStoring() {
        this(null, null, null, null, null);
    }

    /** Whose error it is. */
    record Teller(UUID workspaceId, UUID sessionId, long epoch, AgentFace face) {}

    /** Has no further effect under a client id that is known. False when a newer connection took the process over. */
    @Transactional
    public boolean say(Teller teller, AgentErrorDraft draft) {
        UUID agent = teller.face().agentId();
        if (!errors.lock(teller.sessionId(), teller.epoch())) {
            return false;
        }
        if (errors.isKnown(agent, draft.clientId())) {
            return true;
        }
        errors.forget(agent, KEPT, FORGOTTEN_AT_ONCE);
        Instant now = recorder.now();
        AgentError error = new AgentError(ids.next(), teller.face().instance(), draft.code(), draft.message(), now);
        errors.end(teller.sessionId(), now);
        errors.insert(teller.workspaceId(), agent, teller.sessionId(), draft.clientId(), error);
        recorder.record(List.of(change(
                "worker.error",
                new Pauses.Known(
                        teller.workspaceId(),
                        agent,
                        teller.face().slug(),
                        teller.face().name()),
                Optional.of(error))));
        return true;
    }

    /**
     * Nothing happens when it is over already.
     *
     * @throws Problem when the caller may not, or there is no such agent here, or no such error of it
     */
    @Transactional
    public void dismiss(Caller caller, String slug, String id) {
        caller.require(Permission.PAUSE_AGENT);
        Pauses.Known agent = Optional.of(slug)
                .filter(Slug::isOne)
                .flatMap(known -> agents.lock(caller.workspaceId(), known))
                .orElseThrow(() -> Problem.notFound("agent", slug));
        AgentError error = PublicId.AGENT_ERROR
                .parse(id)
                .flatMap(known -> errors.find(agent.agentId(), known))
                .orElseThrow(() -> Problem.notFound("agent error", id));
        if (errors.dismiss(error.id(), recorder.now(), caller.id())) {
            audit.done(caller.actor(), "agent.dismiss_error", new Target("agent", agent.slug()));
            recorder.record(List.of(cleared(agent, errors)));
        }
    }

    /** Tells that an error is over, and which is the newest now. */
    static Change cleared(Pauses.Known agent, AgentErrors errors) {
        return change("worker.error_cleared", agent, errors.newest(agent.agentId()));
    }

    private static Change change(String type, Pauses.Known agent, Optional<AgentError> shown) {
        return new Change(agent.workspaceId(), type, JsonText.object(json -> {
            json.write("agent_id", agent.slug()).write("name", agent.name());
            shown.ifPresentOrElse(error -> error.write(json), () -> json.writeNull("error"));
        }));
    }
}
