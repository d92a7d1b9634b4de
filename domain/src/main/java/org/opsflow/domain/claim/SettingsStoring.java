package org.opsflow.domain.claim;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opsflow.domain.audit.Audit;
import org.opsflow.domain.audit.Target;
import org.opsflow.domain.change.ChangeRecorder;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.shared.Ids;
import org.opsflow.domain.shared.Problem;
import org.opsflow.domain.shared.Slug;

/** Keeps what people set for agents. Rows are locked in this order: the agent, controls, the head of the change log. */
@ApplicationScoped
public class SettingsStoring {
    private final AgentSettings settings;
    private final Pauses pauses;
    private final Controls controls;
    private final Audit audit;
    private final ChangeRecorder recorder;
    private final Ids ids;

    @Inject
    public SettingsStoring(
            AgentSettings settings, Pauses pauses, Controls controls, Audit audit, ChangeRecorder recorder, Ids ids) {
        this.settings = settings;
        this.pauses = pauses;
        this.controls = controls;
        this.audit = audit;
        this.recorder = recorder;
        this.ids = ids;
    }

    SettingsStoring() {
        this(null, null, null, null, null, null);
    }

    /** What is kept now, and which sessions have to hear of it. */
    record Changed(AgentSettings.Kept kept, List<UUID> sessions) {}

    @Transactional
    public Optional<AgentSettings.Kept> of(Caller caller, String slug) {
        return settings.of(locked(caller, slug).agentId());
    }

    /** Nothing happens when they are so already. */
    @Transactional
    public Changed change(Caller caller, String slug, String json) {
        Pauses.Known agent = locked(caller, slug);
        Optional<AgentSettings.Kept> before = settings.of(agent.agentId());
        if (before.filter(kept -> kept.json().equals(json)).isPresent()) {
            return new Changed(before.get(), List.of());
        }
        Instant now = recorder.now();
        AgentSettings.Kept kept = new AgentSettings.Kept(json, now, caller.id(), Optional.of(caller.name()));
        settings.put(agent, kept);
        List<Pauses.Process> processes = settings.processes(agent.agentId());
        controls.expire(processes.stream().map(Pauses.Process::sessionId).toList(), Control.Kind.CONFIGURE, now);
        List<Control> made = processes.stream()
                .map(process -> Control.ofSettings(
                        ids.next(),
                        new Control.Addressee(
                                agent.workspaceId(),
                                process.sessionId(),
                                agent.agentId(),
                                agent.slug(),
                                process.instance()),
                        json,
                        caller.id(),
                        now))
                .toList();
        controls.insert(made);
        audit.done(caller.actor(), "agent.configure", new Target("agent", agent.slug()));
        recorder.record(made.stream().map(ControlJson::change).toList());
        return new Changed(
                kept, processes.stream().map(Pauses.Process::sessionId).toList());
    }

    private Pauses.Known locked(Caller caller, String slug) {
        return Optional.of(slug)
                .filter(Slug::isOne)
                .flatMap(known -> pauses.lock(caller.workspaceId(), known))
                .orElseThrow(() -> Problem.notFound("agent", slug));
    }
}
