package org.opsflow.domain.claim;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.UUID;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.identity.Permission;
import org.opsflow.domain.shared.Cursor;
import org.opsflow.domain.shared.Page;
import org.opsflow.domain.shared.Problem;
import org.opsflow.domain.shared.PublicId;

/** Gates for people and programs. */
@ApplicationScoped
public class GateReading {
    private static final String LIST = "gates";

    private final Gates gates;

    @Inject
    public GateReading(Gates gates) {
        this.gates = gates;
    }

    GateReading() {
        this(null);
    }

    @Transactional
    public Gate find(Caller caller, String id) {
        caller.require(Permission.VIEW_WORKSPACE);
        return PublicId.GATE
                .parse(id)
                .flatMap(known -> gates.find(caller.workspaceId(), known))
                .orElseThrow(() -> Problem.notFound("gate", id));
    }

    /** What is wanted of which run, step or agent; ids that are none here find nothing. */
    public record Wanted(
            Optional<Gate.State> state, Optional<String> run, Optional<String> step, Optional<String> agent) {}

    /** The newest first. */
    @Transactional
    public Page<Gate> list(Caller caller, Wanted what, Page.Wanted wanted) {
        caller.require(Permission.VIEW_WORKSPACE);
        Gates.Filter filter = new Gates.Filter(
                what.state(),
                what.run().map(id -> known(PublicId.RUN, id, "execution_id")),
                what.step().map(id -> known(PublicId.STEP, id, "step_id")),
                what.agent());
        Optional<Gates.Position> after = wanted.after()
                .map(cursor -> cursor.in(LIST))
                .map(cursor -> new Gates.Position(cursor.time(0), cursor.id(1)));
        return Page.of(
                gates.list(caller.workspaceId(), filter, after, wanted.read()),
                wanted,
                gate -> Cursor.of(LIST, gate.openedAt(), gate.id()));
    }

    private static UUID known(PublicId kind, String id, String field) {
        return kind.parse(id).orElseThrow(() -> Problem.invalid(field, "is no such id: take it from an answer"));
    }
}
