package org.opsflow.domain.claim;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opsflow.domain.audit.Audit;
import org.opsflow.domain.audit.Target;
import org.opsflow.domain.change.ChangeRecorder;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.shared.JsonText;
import org.opsflow.domain.shared.Problem;
import org.opsflow.domain.shared.PublicId;

/**
 * Stores what people answer, and that the process that asked has to hear it. The attempt is locked first, then the gate:
 * the answer comes before the attempt ends, or not at all, and there is one.
 */
@ApplicationScoped
public class AnswerStoring {
    private final Gates gates;
    private final Attempts attempts;
    private final Controls controls;
    private final Audit audit;
    private final ChangeRecorder recorder;

    @Inject
    public AnswerStoring(Gates gates, Attempts attempts, Controls controls, Audit audit, ChangeRecorder recorder) {
        this.gates = gates;
        this.attempts = attempts;
        this.controls = controls;
        this.audit = audit;
        this.recorder = recorder;
    }

    AnswerStoring() {
        this(null, null, null, null, null);
    }

    /** The gate as it is now, and the session that has to hear of it. */
    record Answered(Gate gate, UUID sessionId) {}

    /** @throws Problem when there is no such gate here, the answer does not fit, or nobody waits for it any more */
    @Transactional
    public Answered answer(Caller caller, String id, Gate.Answer answer) {
        Gate asked = find(caller, id);
        Optional<AttemptRow> attempt = attempts.lock(List.of(asked.asker().attemptId())).stream()
                .filter(row -> row.state().isOpen())
                .findFirst();
        gates.lock(asked.id());
        Gate gate = find(caller, id);
        if (gate.state() == Gate.State.ANSWERED) {
            throw Problem.conflict(
                    "gate_answered", "Somebody has answered this already; what they said holds.", current(gate));
        }
        Optional<Control.Addressee> asker = attempt.flatMap(row -> gates.addressee(row.id()));
        if (gate.state() == Gate.State.WITHDRAWN || asker.isEmpty()) {
            throw Problem.conflict(
                    "gate_withdrawn", "Nobody waits for the answer any more: the attempt has ended.", current(gate));
        }
        AnswerRules.check(gate, answer);
        return store(caller, gate, answer, attempt.get(), asker.get());
    }

    private Answered store(Caller caller, Gate gate, Gate.Answer answer, AttemptRow attempt, Control.Addressee asker) {
        Instant now = recorder.now();
        Gate.Reply reply = new Gate.Reply(answer, caller.id(), Optional.of(caller.name()));
        Gate answered = gate.answered(reply, now);
        Control told = Control.ofAnswer(answered, asker, attempt, now);
        gates.answer(gate.id(), reply, now);
        controls.insert(List.of(told));
        // It did not go on while it waited, and can now.
        attempts.progressed(List.of(new Attempts.Progress(attempt.id(), Duration.ZERO)));
        audit.done(caller.actor(), "gate.answer", new Target("gate", PublicId.GATE.of(gate.id())));
        recorder.record(List.of(GateJson.answered(answered), ControlJson.change(told)));
        return new Answered(answered, asker.sessionId());
    }

    private Gate find(Caller caller, String id) {
        return PublicId.GATE
                .parse(id)
                .flatMap(known -> gates.find(caller.workspaceId(), known))
                .orElseThrow(() -> Problem.notFound("gate", id));
    }

    private static String current(Gate gate) {
        return JsonText.object(json -> GateJson.brief(json, gate));
    }
}
