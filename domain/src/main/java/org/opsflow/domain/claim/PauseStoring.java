package org.opsflow.domain.claim;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opsflow.domain.agent.AgentPause;
import org.opsflow.domain.audit.Audit;
import org.opsflow.domain.audit.Target;
import org.opsflow.domain.change.Change;
import org.opsflow.domain.change.ChangeRecorder;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.shared.Ids;
import org.opsflow.domain.shared.JsonText;
import org.opsflow.domain.shared.Problem;
import org.opsflow.domain.shared.Slug;

/**
 * Pauses and resumes agents in the database. From the commit on no claim of a paused agent takes effect, on whichever
 * node; what it holds goes on.
 *
 * <p>Rows are locked in this order: the agent, its sessions by id, controls, then the head of the change log.
 */
@ApplicationScoped
public class PauseStoring {
    private static final int NOTED_AT_ONCE = 256;

    private final Pauses pauses;
    private final Controls controls;
    private final Audit audit;
    private final ChangeRecorder recorder;
    private final Ids ids;

    @Inject
    public PauseStoring(Pauses pauses, Controls controls, Audit audit, ChangeRecorder recorder, Ids ids) {
        this.pauses = pauses;
        this.controls = controls;
        this.audit = audit;
        this.recorder = recorder;
        this.ids = ids;
    }

    PauseStoring() {
        this(null, null, null, null, null);
    }

    /** Which sessions have to hear of it. */
    record Asked(UUID workspaceId, UUID agentId, List<UUID> sessions) {}

    /** Nothing happens when it is paused already. */
    @Transactional
    public Asked pause(Caller caller, String slug) {
        Pauses.Known agent = locked(caller, slug);
        if (pauses.isPaused(agent.agentId())) {
            return new Asked(agent.workspaceId(), agent.agentId(), List.of());
        }
        Instant now = recorder.now();
        Pauses.Paused paused = new Pauses.Paused(agent, caller.id(), now);
        List<Pauses.Process> processes = pauses.mark(agent.agentId(), true);
        pauses.begin(paused);
        controls.expire(ids(processes), Control.Kind.RESUME, now);
        // After the sessions were marked: from here on it takes nothing that would have to be counted.
        boolean drained = !pauses.holdsWork(agent.agentId()) && pauses.noteDrained(agent.agentId(), now);
        audit.done(caller.actor(), "agent.pause", new Target("agent", agent.slug()));
        return asked(Control.Kind.PAUSE, paused, processes, change(paused, drained));
    }

    /** Nothing happens when it is not paused. */
    @Transactional
    public Asked resume(Caller caller, String slug) {
        Pauses.Known agent = locked(caller, slug);
        if (!pauses.isPaused(agent.agentId())) {
            return new Asked(agent.workspaceId(), agent.agentId(), List.of());
        }
        Instant now = recorder.now();
        List<Pauses.Process> processes = pauses.mark(agent.agentId(), false);
        pauses.end(agent.agentId());
        controls.expire(ids(processes), Control.Kind.PAUSE, now);
        audit.done(caller.actor(), "agent.resume", new Target("agent", agent.slug()));
        Change resumed = new Change(
                agent.workspaceId(), "worker.resumed", JsonText.object(json -> json.write("agent_id", agent.slug())
                        .write("name", agent.name())));
        return asked(Control.Kind.RESUME, new Pauses.Paused(agent, caller.id(), now), processes, resumed);
    }

    /** Tells of paused agents that hold nothing any more. */
    @Transactional
    public void noteDrained() {
        Instant now = recorder.now();
        recorder.record(pauses.drained(NOTED_AT_ONCE).stream()
                .filter(paused -> pauses.noteDrained(paused.agent().agentId(), now))
                .map(paused -> change(paused, true))
                .toList());
    }

    private Pauses.Known locked(Caller caller, String slug) {
        return Optional.of(slug)
                .filter(Slug::isOne)
                .flatMap(known -> pauses.lock(caller.workspaceId(), known))
                .orElseThrow(() -> Problem.notFound("agent", slug));
    }

    private Asked asked(Control.Kind kind, Pauses.Paused asked, List<Pauses.Process> processes, Change told) {
        Pauses.Known agent = asked.agent();
        List<Control> made = processes.stream()
                .filter(Pauses.Process::listens)
                .map(process -> Control.ofAgent(
                        ids.next(),
                        kind,
                        new Control.Addressee(
                                agent.workspaceId(),
                                process.sessionId(),
                                agent.agentId(),
                                agent.slug(),
                                process.instance()),
                        asked.by(),
                        asked.at()))
                .toList();
        controls.insert(made);
        List<Change> changes = new ArrayList<>(List.of(told));
        made.stream().map(ControlJson::change).forEach(changes::add);
        recorder.record(changes);
        return new Asked(agent.workspaceId(), agent.agentId(), ids(processes));
    }

    private static List<UUID> ids(List<Pauses.Process> processes) {
        return processes.stream().map(Pauses.Process::sessionId).toList();
    }

    private static Change change(Pauses.Paused paused, boolean drained) {
        AgentPause pause = new AgentPause(paused.at(), paused.by(), Optional.empty(), drained);
        return new Change(paused.agent().workspaceId(), "worker.paused", JsonText.object(json -> {
            json.write("agent_id", paused.agent().slug())
                    .write("name", paused.agent().name());
            pause.write(json);
        }));
    }
}
