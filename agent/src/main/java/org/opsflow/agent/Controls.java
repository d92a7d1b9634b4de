package org.opsflow.agent;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.opsflow.proto.agent.v1.AgentFrame;
import org.opsflow.proto.agent.v1.ControlAck;
import org.opsflow.proto.agent.v1.ServerFrame;
import org.opsflow.proto.agent.v1.Welcome;

/**
 * What people ask of this agent. Each control takes effect once, however often it is told, and is acknowledged each time:
 * the server tells it again when it has not heard. Belongs to the control thread.
 */
final class Controls {
    private static final int REMEMBERED = 1_000;

    private final Core core;
    private final Link link;
    private final Floor floor;
    private final Inbox<String> settings = new Inbox<>();
    /** What people set, as it was last heard. */
    private String current = "";
    /** By id, and whether the server may be told. */
    private final Map<String, Boolean> heard = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    Controls(Core core, Link link, Floor floor) {
        this.core = core;
        this.link = link;
        this.floor = floor;
        settings.listen(core.settings().configured());
    }

    void greeted(Welcome welcome) {
        if (!welcome.getSettingsJson().isEmpty()) {
            takeIn(welcome.getSettingsJson(), () -> {});
        }
    }

    void configure(ServerFrame frame) {
        String id = frame.getConfigure().getControlId();
        takeIn(frame.getConfigure().getSettingsJson(), () -> core.control().post(() -> acknowledge(id)));
    }

    /** Said again they are not told again; whoever waits for that hears when what came before was told. */
    private void takeIn(String json, Runnable done) {
        boolean isNew = !json.equals(current);
        current = json;
        settings.put(json, isNew, done);
        core.threads().workers().execute(settings::tell);
    }

    /** Of the agent: the server sends no offers meanwhile, and credits stay as they are. */
    void pause(ServerFrame frame) {
        String id = frame.getPause().getControlId();
        if (frame.getAttemptId().isEmpty()) {
            once(id, AgentEvent.Kind.PAUSED);
        } else {
            halt(frame, id, true);
        }
    }

    void resume(ServerFrame frame) {
        String id = frame.getResume().getControlId();
        if (frame.getAttemptId().isEmpty()) {
            once(id, AgentEvent.Kind.RESUMED);
        } else {
            halt(frame, id, false);
        }
    }

    /** The server hears of it when the work has halted, which may take its time. */
    private void halt(ServerFrame frame, String id, boolean pause) {
        anew(frame, id).ifPresent(attempt -> attempt.work().ifPresent(work -> {
            work.gate().want(pause, () -> core.control().post(() -> {
                attempt.halted(pause);
                told(id, work, pause ? AgentEvent.Kind.STEP_PAUSED : AgentEvent.Kind.STEP_RESUMED);
            }));
            core.threads().workers().execute(work.gate()::settle);
        }));
    }

    /** The attempt at work that is spoken of, the first time: what was heard before is acknowledged once more. */
    private Optional<Attempt> anew(ServerFrame frame, String id) {
        Boolean known = heard.get(id);
        if (known != null) {
            if (known) {
                acknowledge(id);
            }
            return Optional.empty();
        }
        Optional<Attempt> attempt = floor.attempt(new Lease(frame.getAttemptId(), frame.getFence()))
                .filter(at -> at.work().isPresent());
        attempt.ifPresent(at -> heard.put(id, false));
        return attempt;
    }

    /** The work may take its time to hear, or never listen: until then the server waits. */
    void steer(ServerFrame frame) {
        String id = frame.getSteer().getControlId();
        Steer steer = new Steer(frame.getSteer().getText(), frame.getSteer().getFrom());
        anew(frame, id).flatMap(Attempt::work).ifPresent(work -> {
            work.steers().put(steer, () -> core.control().post(() -> told(id, work, AgentEvent.Kind.STEERED)));
            core.threads().workers().execute(work.steers()::tell);
        });
    }

    private void told(String id, LiveWork work, AgentEvent.Kind what) {
        heard.put(id, true);
        core.tell(what, work.assignment().stepName(), "");
        acknowledge(id);
    }

    private void once(String id, AgentEvent.Kind what) {
        if (heard.put(id, true) == null) {
            core.tell(what, "", "");
        }
        acknowledge(id);
    }

    /** Comes again until it is acknowledged: whoever waited has it then, or does not wait any more. */
    void answered(ServerFrame frame) {
        acknowledge(frame.getAnswer().getAskId());
    }

    /** When nobody listens now, the next session tells it again. */
    private void acknowledge(String id) {
        link.send(AgentFrame.newBuilder()
                .setControlAck(ControlAck.newBuilder().setControlId(id))
                .build());
    }
}
