package org.opsflow.agent;

import org.opsflow.proto.agent.v1.AgentFrame;

/** What makes a report the same report, however often it is sent. */
record ReportKey(Lease lease, long number) {
    static ReportKey of(AgentFrame frame) {
        return new ReportKey(Lease.of(frame), frame.getNumber());
    }
}
