package org.opsflow.web.bad;

import jakarta.enterprise.event.Event;

/** A bad example: says that something happened. */
public final class FiresEvents {
    void fire(Event<String> event) {
        event.fire("happened");
    }
}
