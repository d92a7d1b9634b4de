package org.opsflow.domain.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import org.opsflow.domain.audit.Audit;
import org.opsflow.domain.audit.Target;
import org.opsflow.domain.shared.JsonText;
import org.opsflow.domain.shared.Problem;
import org.opsflow.domain.shared.PublicId;

/** What is alike for the keys of people and of agents. Part of the caller's transaction. */
@ApplicationScoped
public class KeyRing {
    static final int MOST = 50;

    private final InstantSource clock;
    private final Audit audit;
    private final Event<AccessEnded> ended;

    @Inject
    public KeyRing(InstantSource clock, Audit audit, Event<AccessEnded> ended) {
        this.clock = clock;
        this.audit = audit;
        this.ended = ended;
    }

    KeyRing() {
        this(null, null, null);
    }

    /**
     * @param holder the role of who gets the key
     * @param present the keys that they have
     */
    public IssuedKey issue(
            Caller caller, Role holder, List<ApiKey> present, NewKey wanted, Function<NewKey, IssuedKey> making) {
        if (present.size() >= MOST) {
            throw Problem.conflict(
                    "too_many_keys", "There are " + MOST + " keys already: revoke one that is not used.");
        }
        IssuedKey issued = making.apply(wanted.checked(caller, holder, clock.instant()));
        ApiKey key = issued.key();
        audit.done(caller.actor(), "api_key.create", target(key), JsonText.object(json -> {
            json.write("prefix", key.prefix());
            json.writeStartArray("scopes");
            key.scopes().words().forEach(json::write);
            json.writeEnd();
        }));
        return issued;
    }

    /** @param present among which it has to be */
    public void revoke(Caller caller, List<ApiKey> present, String id) {
        ApiKey key = PublicId.KEY
                .parse(id)
                .flatMap(found ->
                        present.stream().filter(one -> one.id().equals(found)).findFirst())
                .orElseThrow(() -> Problem.notFound("key", id));
        revoke(caller, key);
    }

    public void revoke(Caller caller, ApiKey key) {
        key.revoke(clock.instant());
        audit.done(
                caller.actor(),
                "api_key.revoke",
                target(key),
                JsonText.object(json -> json.write("prefix", key.prefix())));
        ended.fire(AccessEnded.by(key.id()));
    }

    private static Target target(ApiKey key) {
        return new Target("api_key", PublicId.KEY.of(key.id()));
    }
}
