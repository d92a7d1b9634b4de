package org.opsflow.domain.bad;

import org.opsflow.web.shared.Answer;

/** The domain must not know who asks. */
public final class UsesThePeoplesDoor {
    Class<?> door() {
        return Answer.class;
    }
}
