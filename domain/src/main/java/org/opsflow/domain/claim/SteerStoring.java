package org.opsflow.domain.claim;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opsflow.domain.audit.Audit;
import org.opsflow.domain.audit.Target;
import org.opsflow.domain.change.Change;
import org.opsflow.domain.change.ChangeRecorder;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.shared.Ids;
import org.opsflow.domain.shared.JsonText;
import org.opsflow.domain.shared.Problem;
import org.opsflow.domain.shared.PublicId;

/**
 * Stores what people ask of attempts at work. The attempt is locked first: it is asked of before it ends, or not at all.
 */
@ApplicationScoped
public class SteerStoring {
    /** An agent that hears none of it is not helped by more. */
    static final int MOST_OPEN = 100;

    private final Controls controls;
    private final Audit audit;
    private final ChangeRecorder recorder;
    private final Ids ids;

    @Inject
    public SteerStoring(Controls controls, Audit audit, ChangeRecorder recorder, Ids ids) {
        this.controls = controls;
        this.audit = audit;
        this.recorder = recorder;
        this.ids = ids;
    }

    SteerStoring() {
        this(null, null, null, null);
    }

    /** @throws Problem when there is no such step here, or nobody works on it */
    @Transactional
    public Control ask(Caller caller, String step, Control.Kind kind, String text) {
        return made(caller, work(caller, step), kind, text, recorder.now(), List.of());
    }

    /**
     * Asks the attempt to pause or to go on. Nothing happens when that was asked last.
     *
     * @param kind PAUSE or RESUME
     * @throws Problem when there is no such step here, nobody works on it, or it is to go on and nobody paused it
     */
    @Transactional
    public Control halt(Caller caller, String step, Control.Kind kind) {
        Controls.Work work = work(caller, step);
        Optional<Control> last = controls.lastHalt(work.attempt().attemptId());
        if (last.filter(known -> known.kind() == kind).isPresent()) {
            return last.get();
        }
        if (last.isEmpty() && kind == Control.Kind.RESUME) {
            throw Problem.conflict(
                    "step_not_paused", "Nobody paused this step.", JsonText.object(json -> json.write("id", step)));
        }
        Instant now = recorder.now();
        List<Change> expired = last.stream()
                .filter(known -> controls.expire(known.id(), now))
                .map(known -> ControlJson.change(known.expired(now)))
                .toList();
        return made(caller, work, kind, "", now, expired);
    }

    private Control made(
            Caller caller, Controls.Work work, Control.Kind kind, String text, Instant now, List<Change> before) {
        if (controls.countOpen(work.attempt().attemptId()) >= MOST_OPEN) {
            throw Problem.conflict(
                    "too_many_controls",
                    "The agent has not acknowledged " + MOST_OPEN + " of them: wait until it does, or cancel the run.");
        }
        Control control = Control.ofAttempt(ids.next(), kind, work, text, caller, now);
        controls.insert(List.of(control));
        audit.done(
                caller.actor(),
                "step." + kind.word(),
                new Target("step", PublicId.STEP.of(work.attempt().stepId())),
                JsonText.object(json -> json.write("control_id", PublicId.CONTROL.of(control.id()))
                        .write("attempt", work.attempt().number())));
        List<Change> changes = new ArrayList<>(before);
        changes.add(ControlJson.change(control));
        recorder.record(changes);
        return control;
    }

    @Transactional
    public Control asItIs(Control control) {
        return controls.find(control.id()).orElse(control);
    }

    private Controls.Work work(Caller caller, String step) {
        UUID stepId = PublicId.STEP
                .parse(step)
                .filter(id -> controls.hasStep(caller.workspaceId(), id))
                .orElseThrow(() -> Problem.notFound("workflow step", step));
        return controls.lockWork(caller.workspaceId(), stepId).orElseThrow(() -> notHeld(step));
    }

    private static Problem notHeld(String step) {
        return Problem.conflict(
                "step_not_held",
                "No agent works on this step now, so there is nobody to tell.",
                JsonText.object(json -> json.write("id", step)));
    }
}
