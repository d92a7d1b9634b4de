package org.opsflow.domain.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.opsflow.domain.workspace.Workspace;
import org.opsflow.domain.workspace.WorkspaceFounding;

/** Gives an empty database its first workspace, its owner and a key of theirs. */
@ApplicationScoped
public class FirstStart {
    private static final int PASSWORD_LENGTH = 20;
    private static final String EMAIL = "admin@opsflow.local";

    private final WorkspaceFounding founding;
    private final Registration registration;
    private final KeyIssue keys;
    private final FirstSignInNote note;

    @Inject
    public FirstStart(WorkspaceFounding founding, Registration registration, KeyIssue keys, FirstSignInNote note) {
        this.founding = founding;
        this.registration = registration;
        this.keys = keys;
        this.note = note;
    }

    FirstStart() {
        this(null, null, null, null);
    }

    /**
     * Does nothing when there is a workspace. Of two nodes that start together one fails at the workspace's slug,
     * before it has left a note; asked again, it finds the other's workspace.
     */
    @Transactional
    public void prepare() {
        if (!founding.isDue()) {
            return;
        }
        Workspace workspace = founding.found("main", "My workspace");
        String password = Secrets.characters(PASSWORD_LENGTH);
        Person owner = registration.enter(EMAIL, "Administrator", password);
        registration.join(workspace.id(), owner.id(), Role.OWNER);
        NewKey wanted = new NewKey("First sign-in", Scopes.ALL, Optional.empty());
        String key = keys.toPerson(workspace.id(), owner.id(), "admin", wanted).text();
        // Before the commit: a workspace to which nobody knows the password could never be entered.
        note.leave(EMAIL, password, key);
    }
}
