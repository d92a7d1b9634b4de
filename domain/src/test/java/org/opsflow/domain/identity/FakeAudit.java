package org.opsflow.domain.identity;

import java.util.ArrayList;
import java.util.List;
import org.opsflow.domain.audit.Actor;
import org.opsflow.domain.audit.Audit;
import org.opsflow.domain.audit.Target;

/** Remembers what was done, by its action. */
public final class FakeAudit extends Audit {
    public final List<String> actions = new ArrayList<>();
    public final List<Actor> actors = new ArrayList<>();

    public FakeAudit() {
        super(null, null, null, null);
    }

    @Override
    public void done(Actor actor, String action, Target target) {
        actions.add(action);
        actors.add(actor);
    }

    @Override
    public void done(Actor actor, String action, Target target, String details) {
        done(actor, action, target);
    }
}
