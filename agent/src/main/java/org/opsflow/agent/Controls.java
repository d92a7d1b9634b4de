package org.opsflow.agent;

import java.util.LinkedHashMap;
import java.util.Map;
import org.opsflow.proto.agent.v1.AgentFrame;
import org.opsflow.proto.agent.v1.ControlAck;
import org.opsflow.proto.agent.v1.ServerFrame;

/**
 * What people ask of this agent. Each control takes effect once, however often it is told, and is acknowledged each time:
 * the server tells it again when it has not heard. Belongs to the control thread.
 */
final class Controls {
    private static final int REMEMBERED = 1_000;

    private final Core core;
    private final Link link;
    private final Floor floor;
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
    }

    /** The server sends no offers meanwhile: credits stay as they are. */
    void pause(ServerFrame frame) {
        once(frame.getPause().getControlId(), AgentEvent.Kind.PAUSED);
    }

    void resume(ServerFrame frame) {
        once(frame.getResume().getControlId(), AgentEvent.Kind.RESUMED);
    }

    /** The work may take its time to hear, or never listen: until then the server waits. */
    void steer(ServerFrame frame) {
        String id = frame.getSteer().getControlId();
        Boolean known = heard.get(id);
        if (known != null) {
            if (known) {
                acknowledge(id);
            }
            return;
        }
        Steer steer = new Steer(frame.getSteer().getText(), frame.getSteer().getFrom());
        floor.attempt(new Lease(frame.getAttemptId(), frame.getFence()))
                .flatMap(Attempt::work)
                .ifPresent(work -> {
                    heard.put(id, false);
                    work.steers().put(steer, () -> core.control().post(() -> told(id, work)));
                    core.threads().workers().execute(work.steers()::tell);
                });
    }

    private void told(String id, LiveWork work) {
        heard.put(id, true);
        core.tell(AgentEvent.Kind.STEERED, work.assignment().stepName(), "");
        acknowledge(id);
    }

    private void once(String id, AgentEvent.Kind what) {
        if (heard.put(id, true) == null) {
            core.tell(what, "", "");
        }
        acknowledge(id);
    }

    /** When nobody listens now, the next session tells it again. */
    private void acknowledge(String id) {
        link.send(AgentFrame.newBuilder()
                .setControlAck(ControlAck.newBuilder().setControlId(id))
                .build());
    }
}
