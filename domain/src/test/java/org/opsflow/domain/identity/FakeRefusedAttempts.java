package org.opsflow.domain.identity;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.opsflow.domain.audit.Actor;
import org.opsflow.domain.audit.RefusedAttempts;
import org.opsflow.domain.audit.Target;
import org.opsflow.domain.shared.Ids;

/** Remembers who was refused. */
final class FakeRefusedAttempts extends RefusedAttempts {
    final List<Actor> actors = new ArrayList<>();

    FakeRefusedAttempts() {
        super(new FakeAudit(), new Ids(), InstantSource.system(), null);
    }

    @Override
    public void add(Actor actor, String action, String code, Target target) {
        actors.add(actor);
    }
}
