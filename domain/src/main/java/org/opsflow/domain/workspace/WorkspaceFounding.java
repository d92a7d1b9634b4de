package org.opsflow.domain.workspace;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import org.opsflow.domain.change.ChangeLog;
import org.opsflow.domain.shared.Ids;
import org.opsflow.domain.shared.Problem;

/** Makes workspaces, each with a history of its own that begins at 0. Part of the caller's transaction. */
@ApplicationScoped
public class WorkspaceFounding {
    private final Workspaces workspaces;
    private final ChangeLog changes;
    private final Ids ids;
    private final InstantSource clock;

    @Inject
    public WorkspaceFounding(Workspaces workspaces, ChangeLog changes, Ids ids, InstantSource clock) {
        this.workspaces = workspaces;
        this.changes = changes;
        this.ids = ids;
        this.clock = clock;
    }

    WorkspaceFounding() {
        this(null, null, null, null);
    }

    /** Whether there is no workspace at all. */
    public boolean isDue() {
        return !workspaces.exist();
    }

    /** What to say to who wants a slug that somebody has. */
    public static Problem taken(String slug) {
        return Problem.conflict("workspace_exists", "There is a workspace '" + slug + "' already: choose another slug.")
                .naming("slug");
    }

    public Workspace found(String slug, String name) {
        Instant now = clock.instant();
        Workspace workspace = new Workspace(ids.next(), slug, name, now);
        workspaces.add(workspace);
        changes.begin(workspace.id(), Long.toString(now.toEpochMilli(), Character.MAX_RADIX));
        return workspace;
    }
}
