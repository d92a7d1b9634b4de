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

    public String toAgent(UUID workspaceId, UUID agentId, String slug) {
        KeyText text = KeyText.random(slug);
        keys.add(ApiKey.ofAgent(ids.next(), workspaceId, agentId, text, clock.instant()));
        return text.text();
    }

    /** @param name without the prefix that tells people's keys from agents' */
    public String toPerson(UUID workspaceId, UUID personId, String name) {
        KeyText text = KeyText.random("u-" + name);
        keys.add(ApiKey.ofPerson(ids.next(), workspaceId, personId, text, clock.instant()));
        return text.text();
    }
}
