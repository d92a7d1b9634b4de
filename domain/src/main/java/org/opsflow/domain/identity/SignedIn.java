package org.opsflow.domain.identity;

import org.opsflow.domain.workspace.Workspace;

/** A living sign-in with all that a request needs to know of it. */
public record SignedIn(SignIn signIn, Person person, Workspace workspace, Role role) {

    public Caller caller() {
        return new Caller(workspace.id(), Caller.Kind.PERSON, person.id(), person.name(), role)
                .by(Credential.signIn(signIn.id()));
    }
}
