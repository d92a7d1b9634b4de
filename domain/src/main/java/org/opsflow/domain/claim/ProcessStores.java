package org.opsflow.domain.claim;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** The sessions of agents' processes, what these are asked, and what they say of themselves. */
@ApplicationScoped
class ProcessStores {
    private final Sessions sessions;
    private final Controls controls;
    private final AgentErrors errors;

    @Inject
    ProcessStores(Sessions sessions, Controls controls, AgentErrors errors) {
        this.sessions = sessions;
        this.controls = controls;
        this.errors = errors;
    }

    ProcessStores() {
        this(null, null, null);
    }

    Sessions sessions() {
        return sessions;
    }

    Controls controls() {
        return controls;
    }

    AgentErrors errors() {
        return errors;
    }
}
