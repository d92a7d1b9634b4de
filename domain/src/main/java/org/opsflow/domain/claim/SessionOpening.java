package org.opsflow.domain.claim;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.opsflow.domain.change.Change;
import org.opsflow.domain.change.ChangeRecorder;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.shared.Ids;
import org.opsflow.domain.shared.JsonText;
import org.opsflow.domain.shared.Settings;
import org.opsflow.domain.shared.Sha256;
import org.opsflow.domain.workflow.AgentFace;
import org.opsflow.domain.workflow.Plans;
import org.opsflow.domain.workflow.Requirement;
import org.opsflow.domain.workflow.RunPlan;

/** Opens, resumes and closes the stored session of an agent process. */
@ApplicationScoped
public class SessionOpening {
    private static final int TOKEN_BYTES = 32;

    private final Stores stores;
    private final Plans plans;
    private final ChangeRecorder recorder;
    private final Ids ids;
    private final Settings settings;
    private final SecureRandom random = new SecureRandom();

    @Inject
    SessionOpening(Stores stores, Plans plans, ChangeRecorder recorder, Ids ids, Settings settings) {
        this.stores = stores;
        this.plans = plans;
        this.recorder = recorder;
        this.ids = ids;
        this.settings = settings;
    }

    SessionOpening() {
        this(null, null, null, null, Settings.defaults());
    }

    /**
     * A session as it stands after Hello.
     *
     * @param missed the grants of {@link Holdings#missed}
     * @param requirements of the workspace
     * @param paused whether a person paused the agent
     * @param settings what people set for it; empty when nothing
     */
    record Opened(
            UUID id,
            long epoch,
            String resumeToken,
            AgentFace face,
            Holdings holdings,
            List<Grant> missed,
            List<Requirement> requirements,
            boolean paused,
            String settings) {}

    Instant now() {
        return recorder.now();
    }

    /** How long an agent may take to show that it has heard: by naming what it was granted, by stopping what it should. */
    Duration patience() {
        return settings.heartbeatBusy().multipliedBy(3);
    }

    /** For so long an agent may be away and lose nothing by it. */
    Duration shortAbsence() {
        Duration third = settings.lease().dividedBy(3);
        return third.compareTo(settings.heartbeatBusy()) < 0 ? third : settings.heartbeatBusy();
    }

    @Transactional
    public Opened open(Caller caller, Hello hello) {
        String token = token();
        // First, as it locks the agent: who pauses it locks the agent before its sessions.
        AgentFace face = stores.sessions().face(caller.id(), hello.instance());
        List<String> capabilities =
                hello.capabilities().stream().sorted().distinct().toList();
        Sessions.Opened session = stores.sessions()
                .open(
                        new Sessions.Opening(
                                caller.workspaceId(),
                                caller.id(),
                                hello.instance(),
                                settings.node(),
                                Sha256.of(token),
                                hello.version(),
                                capabilities,
                                hello.labels()),
                        ids.next(),
                        hello.resumeToken().map(Sha256::of),
                        settings.lease());
        if (session.paused()) {
            stores.sessions().tellPause(ids.next(), session.id(), session.resumed());
        }
        Holdings holdings =
                Holdings.of(hello.held(), stores.attempts().unfinishedOf(List.of(session.id())), session.resumed());
        if (!holdings.missed().isEmpty()) {
            stores.sessions()
                    .haltAgain(holdings.missed().stream().map(AttemptRow::id).toList());
        }
        Opened opened = new Opened(
                session.id(),
                session.epoch(),
                token,
                face,
                holdings,
                grants(holdings.missed()),
                stores.steps().requirements(caller.workspaceId()),
                session.paused(),
                session.settings());
        List<Change> changes = new ArrayList<>();
        changes.add(new Change(
                caller.workspaceId(),
                "worker.online",
                presence(face, Optional.of(hello.version()), capabilities, hello.labels())));
        if (stores.errors().end(session.id(), recorder.now())) {
            changes.add(AgentErrorStoring.cleared(
                    new Pauses.Known(caller.workspaceId(), caller.id(), face.slug(), face.name()), stores.errors()));
        }
        recorder.record(changes);
        return opened;
    }

    private List<Grant> grants(List<AttemptRow> attempts) {
        if (attempts.isEmpty()) {
            return List.of();
        }
        Map<UUID, RunPlan> byRun =
                plans.of(attempts.stream().map(AttemptRow::runId).collect(Collectors.toSet()));
        Set<UUID> inputs = new HashSet<>();
        Map<UUID, Integer> ordinals = new HashMap<>();
        for (AttemptRow attempt : attempts) {
            RunPlan plan = byRun.get(attempt.runId());
            int ordinal = plan.stepIds().indexOf(attempt.stepId());
            ordinals.put(attempt.id(), ordinal);
            plan.spec(ordinal)
                    .inputs()
                    .forEach(input -> inputs.add(plan.stepIds().get(input)));
        }
        Map<UUID, String> outputs = inputs.isEmpty() ? Map.of() : stores.steps().outputs(inputs);
        Map<UUID, Checkpoint> checkpoints = stores.checkpoints()
                .ofSteps(attempts.stream().map(AttemptRow::stepId).toList());
        return attempts.stream()
                .map(attempt -> {
                    RunPlan plan = byRun.get(attempt.runId());
                    return Grant.of(
                            plan,
                            plan.spec(ordinals.get(attempt.id())),
                            attempt,
                            outputs,
                            Optional.ofNullable(checkpoints.get(attempt.stepId())));
                })
                .toList();
    }

    /** The stream is gone; attempts stay with the session until its lease runs out. */
    @Transactional
    public void close(UUID workspaceId, UUID sessionId, long epoch, AgentFace face) {
        if (stores.sessions().disconnect(sessionId, epoch)) {
            recorder.record(List.of(
                    new Change(workspaceId, "worker.offline", presence(face, Optional.empty(), List.of(), Map.of()))));
        }
    }

    private static String presence(
            AgentFace face, Optional<String> version, List<String> capabilities, Map<String, String> labels) {
        return JsonText.object(json -> {
            json.write("agent_id", face.slug()).write("name", face.name()).write("instance", face.instance());
            version.ifPresent(text -> json.write("version", text));
            json.writeStartArray("capabilities");
            capabilities.forEach(json::write);
            json.writeEnd();
            json.writeStartObject("labels");
            labels.forEach(json::write);
            json.writeEnd();
        });
    }

    private String token() {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
