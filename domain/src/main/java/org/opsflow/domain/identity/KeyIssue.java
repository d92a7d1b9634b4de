package org.opsflow.domain.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.UUID;
import org.opsflow.domain.shared.Ids;

/** Makes keys; what it returns is the only time a key is seen in clear. Part of the caller's transaction. */
@ApplicationScoped
public class KeyIssue {
    private final KeyStore keys;
    private final Ids ids;
    private final InstantSource clock;

    @Inject
    public KeyIssue(KeyStore keys, Ids ids, InstantSource clock) {
        this.keys = keys;
        this.ids = ids;
        this.clock = clock;
    }

    KeyIssue() {
        this(null, null, null);
    }

    /** @param slug of the agent */
    public IssuedKey toAgent(UUID workspaceId, UUID agentId, String slug, NewKey wanted) {
        KeyText text = KeyText.random(slug);
        return stored(ApiKey.ofAgent(ids.next(), workspaceId, agentId, text, wanted, clock.instant()), text);
    }

    /** @param slug without the prefix that tells people's keys from agents' */
    public IssuedKey toPerson(UUID workspaceId, UUID personId, String slug, NewKey wanted) {
        KeyText text = KeyText.random("u-" + slug);
        return stored(ApiKey.ofPerson(ids.next(), workspaceId, personId, text, wanted, clock.instant()), text);
    }

    private IssuedKey stored(ApiKey key, KeyText text) {
        keys.add(key);
        return new IssuedKey(key, text.text());
    }
}
