package org.opsflow.domain.claim;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.identity.Permission;
import org.opsflow.domain.shared.Problem;

/**
 * Takes the words of a person to the agent that works on a step, pauses its attempt and lets it go on. They are told at once, again on the agent's next session
 * until it acknowledges them, and are of no use any more when the attempt has ended.
 */
@ApplicationScoped
public class Steering {
    private static final int MOST_BYTES = 16 << 10;

    private final SteerStoring storing;
    private final SessionDesk desk;

    @Inject
    public Steering(SteerStoring storing, SessionDesk desk) {
        this.storing = storing;
        this.desk = desk;
    }

    Steering() {
        this(null, null);
    }

    /**
     * Returns after the commit, when the agent has been told if it is at this node.
     *
     * @param text Markdown, at most 16 KiB
     * @throws Problem when the caller may not, the text is none, there is no such step here, or nobody works on it
     */
    public Control steer(Caller caller, String step, String text) {
        caller.require(Permission.STEER_STEP);
        if (text.isBlank()) {
            throw Problem.invalid("text", "is empty: say what the agent should know");
        }
        if (text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw Problem.invalid("text", "is longer than 16 KiB: shorten it, or put it into a file of the repository");
        }
        Control asked = storing.ask(caller, step, Control.Kind.STEER, text);
        return told(asked);
    }

    /**
     * Asks the agent to halt the attempt, which stays its own. Returns as {@link #steer}; when it is paused already, with the
     * control of then.
     *
     * @throws Problem when the caller may not, there is no such step here, or nobody works on it
     */
    public Control pause(Caller caller, String step) {
        caller.require(Permission.STEER_STEP);
        return told(storing.halt(caller, step, Control.Kind.PAUSE));
    }

    /**
     * As {@link #pause}.
     *
     * @throws Problem also when nobody paused it
     */
    public Control resume(Caller caller, String step) {
        caller.require(Permission.STEER_STEP);
        return told(storing.halt(caller, step, Control.Kind.RESUME));
    }

    private Control told(Control asked) {
        desk.asked(List.of(asked.to().sessionId()));
        return storing.asItIs(asked);
    }
}
