package org.opsflow.domain.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.opsflow.domain.workspace.Workspace;
import org.opsflow.domain.workspace.Workspaces;

/** Tells callers who they are, whether they came by a sign-in or by a key. */
@ApplicationScoped
public class WhoAmI {
    private final People people;
    private final KeyStore keys;
    private final Workspaces workspaces;

    @Inject
    public WhoAmI(People people, KeyStore keys, Workspaces workspaces) {
        this.people = people;
        this.keys = keys;
        this.workspaces = workspaces;
    }

    WhoAmI() {
        this(null, null, null);
    }

    /**
     * A caller with all that they may know of themselves.
     *
     * @param person empty for an agent
     * @param agentSlug empty for a person
     * @param key empty for who signed in
     */
    public record Me(
            Caller caller,
            Optional<Person> person,
            Optional<String> agentSlug,
            Workspace workspace,
            Optional<ApiKey> key) {}

    @Transactional
    public Me of(Caller caller) {
        boolean isPerson = caller.kind() == Caller.Kind.PERSON;
        return new Me(
                caller,
                isPerson ? people.find(caller.id()) : Optional.empty(),
                isPerson ? Optional.empty() : keys.agentSlug(caller.workspaceId(), caller.id()),
                workspaces.find(caller.workspaceId()).orElseThrow(),
                caller.credential().filter(Credential::isKey).flatMap(shown -> keys.find(shown.id())));
    }
}
