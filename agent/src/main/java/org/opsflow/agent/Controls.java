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
    private final Map<String, Boolean> heard = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    Controls(Core core, Link link) {
        this.core = core;
        this.link = link;
    }

    /** The server sends no offers meanwhile: credits stay as they are. */
    void pause(ServerFrame frame) {
        once(frame.getPause().getControlId(), AgentEvent.Kind.PAUSED);
    }

    void resume(ServerFrame frame) {
        once(frame.getResume().getControlId(), AgentEvent.Kind.RESUMED);
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
