package org.opsflow.domain.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.opsflow.domain.audit.Audit;
import org.opsflow.domain.shared.Problem;
import org.opsflow.domain.shared.Slug;
import org.opsflow.domain.workspace.Workspace;
import org.opsflow.domain.workspace.WorkspaceFounding;
import org.opsflow.domain.workspace.Workspaces;

/** Founds workspaces for people, who are their owners. */
@ApplicationScoped
public class WorkspaceCreation {
    /** Whoever owns more has to hand one over first. */
    static final int MOST = 50;

    private final Workspaces workspaces;
    private final WorkspaceFounding founding;
    private final Registration registration;
    private final People people;
    private final Audit audit;

    @Inject
    public WorkspaceCreation(
            Workspaces workspaces, WorkspaceFounding founding, Registration registration, People people, Audit audit) {
        this.workspaces = workspaces;
        this.founding = founding;
        this.registration = registration;
        this.people = people;
        this.audit = audit;
    }

    WorkspaceCreation() {
        this(null, null, null, null, null);
    }

    /** @param slug made from the name when empty */
    @Transactional
    public Workspace create(Caller caller, String name, Optional<String> slug) {
        caller.require(Permission.OWN_ACCOUNT);
        String checked = OwnAccount.checkedName("name", name);
        if (people.memberships(caller.id()).stream()
                        .filter(member -> member.role() == Role.OWNER)
                        .count()
                >= MOST) {
            throw Problem.conflict(
                    "too_many_workspaces", "You own " + MOST + " workspaces already: hand one over first.");
        }
        Slug chosen =
                slug.map(this::free).orElseGet(() -> Slug.from(checked, "workspace", taken -> isTaken(taken.text())));
        Workspace workspace = founding.found(chosen.text(), checked);
        registration.join(workspace.id(), caller.id(), Role.OWNER);
        audit.done(
                caller.in(workspace.id(), Role.OWNER).actor(), "workspace.create", WorkspaceSettings.target(workspace));
        return workspace;
    }

    private Slug free(String text) {
        Slug chosen = Slug.chosen("slug", text);
        if (isTaken(text)) {
            throw WorkspaceFounding.taken(text);
        }
        return chosen;
    }

    private boolean isTaken(String slug) {
        return workspaces.bySlug(slug).isPresent();
    }
}
