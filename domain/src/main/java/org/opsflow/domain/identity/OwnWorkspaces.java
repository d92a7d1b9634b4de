package org.opsflow.domain.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import org.opsflow.domain.shared.Problem;
import org.opsflow.domain.workspace.Workspace;
import org.opsflow.domain.workspace.Workspaces;

/** The workspaces that a caller is in, and which of them a sign-in is in when a call names none. */
@ApplicationScoped
public class OwnWorkspaces {
    private final People people;
    private final Workspaces workspaces;
    private final SignIns signIns;

    @Inject
    public OwnWorkspaces(People people, Workspaces workspaces, SignIns signIns) {
        this.people = people;
        this.workspaces = workspaces;
        this.signIns = signIns;
    }

    OwnWorkspaces() {
        this(null, null, null);
    }

    /** A workspace and what somebody is in it. */
    public record Joined(Workspace workspace, Role role) {}

    /** All of a person who signed in, the one joined first before the others; of a key its own. */
    @Transactional
    public List<Joined> list(Caller caller) {
        return caller.may(Permission.OWN_ACCOUNT)
                ? people.joined(caller.id())
                : List.of(new Joined(workspaces.find(caller.workspaceId()).orElseThrow(), caller.role()));
    }

    /** Lets the calls of this sign-in that name no workspace be in that one. */
    @Transactional
    public void choose(Caller caller, String slug) {
        caller.require(Permission.OWN_ACCOUNT);
        UUID chosen = people.joined(caller.id()).stream()
                .map(Joined::workspace)
                .filter(workspace -> workspace.slug().equals(slug))
                .findFirst()
                .orElseThrow(() -> Problem.invalid("workspace", "is none that you are a member of"))
                .id();
        signIns.choose(caller.credential().orElseThrow().id(), chosen);
    }
}
