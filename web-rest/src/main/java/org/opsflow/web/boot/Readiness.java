package org.opsflow.web.boot;

import jakarta.enterprise.context.ApplicationScoped;

/** Whether every part of the server has started. */
@ApplicationScoped
public class Readiness {
    private volatile boolean ready;

    void reached() {
        ready = true;
    }

    void lost() {
        ready = false;
    }

    public boolean isReady() {
        return ready;
    }
}
