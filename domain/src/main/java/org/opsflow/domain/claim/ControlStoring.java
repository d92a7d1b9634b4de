package org.opsflow.domain.claim;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opsflow.domain.change.ChangeRecorder;

/** How far controls have come, each move in a transaction of its own, and told as a change. */
@ApplicationScoped
public class ControlStoring {
    private final Controls controls;
    private final Pauses pauses;
    private final ChangeRecorder recorder;

    @Inject
    public ControlStoring(Controls controls, Pauses pauses, ChangeRecorder recorder) {
        this.controls = controls;
        this.pauses = pauses;
        this.recorder = recorder;
    }

    ControlStoring() {
        this(null, null, null);
    }

    @Transactional
    public List<Control> openOf(UUID sessionId) {
        return controls.openOf(sessionId);
    }

    @Transactional
    public List<UUID> untold(String node, int limit) {
        return controls.untold(node, limit);
    }

    @Transactional
    public boolean isPaused(UUID agentId) {
        return pauses.isPaused(agentId);
    }

    /** Nobody has to hear any more what was asked about attempts that have ended. */
    @Transactional
    public void expireOutlived(int limit) {
        Instant now = recorder.now();
        recorder.record(controls.outlived(limit).stream()
                .filter(control -> controls.expire(control.id(), now))
                .map(control -> ControlJson.change(control.expired(now)))
                .toList());
    }

    /**
     * They were written to a stream that is read.
     *
     * @param epoch of the session's connection: what was written to one that has been left for another counts for nothing
     */
    @Transactional
    public void delivered(Collection<Control> written, long epoch) {
        Instant now = recorder.now();
        recorder.record(written.stream()
                .filter(control -> controls.deliver(control.id(), epoch, now))
                .map(control -> ControlJson.change(control.delivered(now)))
                .toList());
    }

    /** The process has heard. Saying so again changes nothing. */
    @Transactional
    public void acknowledged(UUID controlId, UUID sessionId) {
        Optional<Control> heard = controls.acknowledge(controlId, sessionId, recorder.now());
        recorder.record(heard.stream().map(ControlJson::change).toList());
    }
}
