package org.opsflow.domain.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import org.opsflow.domain.shared.Slug;

/** The keys of a person in a workspace, as they see, make and revoke them; nobody else's. */
@ApplicationScoped
public class PersonalKeys {
    private final KeyStore keys;
    private final KeyIssue issue;
    private final KeyRing ring;

    @Inject
    public PersonalKeys(KeyStore keys, KeyIssue issue, KeyRing ring) {
        this.keys = keys;
        this.issue = issue;
        this.ring = ring;
    }

    PersonalKeys() {
        this(null, null, null);
    }

    /** Those that are not revoked, the oldest first. */
    @Transactional
    public List<ApiKey> list(Caller caller) {
        caller.require(Permission.MANAGE_OWN_KEYS);
        return own(caller);
    }

    @Transactional
    public IssuedKey create(Caller caller, NewKey wanted) {
        caller.require(Permission.MANAGE_OWN_KEYS);
        UUID workspaceId = caller.workspaceId();
        return ring.issue(
                caller,
                caller.role(),
                own(caller),
                wanted,
                checked -> issue.toPerson(workspaceId, caller.id(), Slug.of(checked.name(), "key"), checked));
    }

    @Transactional
    public void revoke(Caller caller, String id) {
        caller.require(Permission.MANAGE_OWN_KEYS);
        ring.revoke(caller, own(caller), id);
    }

    private List<ApiKey> own(Caller caller) {
        return keys.ofPerson(caller.workspaceId(), caller.id());
    }
}
