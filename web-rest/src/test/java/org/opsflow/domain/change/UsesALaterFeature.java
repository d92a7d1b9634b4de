package org.opsflow.domain.change;

import org.opsflow.domain.claim.Hello;

/** A bad example: the recorder must not know what is recorded. */
public final class UsesALaterFeature {
    String instance(Hello hello) {
        return hello.instance();
    }
}
