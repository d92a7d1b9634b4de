package org.opsflow.agent;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What every part of a running agent needs: its settings, its disk, its way to the server and its threads. */
record Core(Settings settings, StateDirectory state, Door door, Threads threads) {
    private static final Logger LOG = LoggerFactory.getLogger(Core.class);

    ControlThread control() {
        return threads.control();
    }

    /** Runs the task on the control thread after a while. */
    ScheduledFuture<?> later(Duration delay, Runnable task) {
        return threads.timer().schedule(() -> control().post(task), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    void tell(AgentEvent.Kind kind, String subject, String detail) {
        try {
            settings.events().accept(new AgentEvent(kind, subject, detail));
        } catch (RuntimeException e) {
            LOG.warn("the event listener failed: {}", e.toString());
        }
    }
}
