package org.opsflow.domain.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import org.opsflow.domain.audit.Audit;
import org.opsflow.domain.audit.Target;
import org.opsflow.domain.change.Change;
import org.opsflow.domain.change.ChangeRecorder;
import org.opsflow.domain.shared.JsonText;
import org.opsflow.domain.shared.Problem;
import org.opsflow.domain.shared.PublicId;
import org.opsflow.domain.workspace.Workspace;
import org.opsflow.domain.workspace.Workspaces;

/** What is set about the workspace that a call is in; of others nobody hears whether they exist. */
@ApplicationScoped
public class WorkspaceSettings {
    private final Workspaces workspaces;
    private final ChangeRecorder changes;
    private final Audit audit;

    @Inject
    public WorkspaceSettings(Workspaces workspaces, ChangeRecorder changes, Audit audit) {
        this.workspaces = workspaces;
        this.changes = changes;
        this.audit = audit;
    }

    WorkspaceSettings() {
        this(null, null, null);
    }

    /** Refuses a key of another workspace than its call names, rather than do in the one what was meant for the other. */
    @Transactional
    public void requireIn(Caller caller, String slug) {
        own(caller, slug);
    }

    /** @param id the public id or the slug */
    @Transactional
    public Workspace get(Caller caller, String id) {
        caller.require(Permission.VIEW_WORKSPACE);
        return own(caller, id);
    }

    @Transactional
    public Workspace rename(Caller caller, String id, String name) {
        caller.require(Permission.RENAME_WORKSPACE);
        Workspace workspace = own(caller, id);
        workspace.rename(OwnAccount.checkedName("name", name));
        audit.done(caller.actor(), "workspace.rename", target(workspace));
        changes.record(List.of(new Change(workspace.id(), "workspace.renamed", JsonText.object(json -> json.write(
                        "id", PublicId.WORKSPACE.of(workspace.id()))
                .write("slug", workspace.slug())
                .write("name", workspace.name())))));
        return workspace;
    }

    private Workspace own(Caller caller, String id) {
        return workspaces
                .find(caller.workspaceId())
                .filter(workspace -> workspace.slug().equals(id)
                        || PublicId.WORKSPACE.of(workspace.id()).equals(id))
                .orElseThrow(() -> Problem.notFound("workspace", id));
    }

    static Target target(Workspace workspace) {
        return new Target("workspace", PublicId.WORKSPACE.of(workspace.id()));
    }
}
