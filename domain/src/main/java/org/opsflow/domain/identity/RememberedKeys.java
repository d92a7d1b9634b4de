package org.opsflow.domain.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.opsflow.domain.audit.Actor;
import org.opsflow.domain.shared.NodeNews;

/**
 * Keeps for a few seconds who stands behind a key, so that busy callers cost no query and a revoked key still dies
 * quickly. Unknown keys are not remembered: a key made a moment ago works at once.
 */
@ApplicationScoped
public class RememberedKeys implements ApiKeys, NodeNews.Listener {
    static final Duration MEMORY = Duration.ofSeconds(5);
    private static final int MOST = 20_000;

    private record Remembered(Caller caller, long untilNanos) {}

    private record Lapsed(ApiKey key, long untilNanos) {}

    private final Map<ByteBuffer, Remembered> memory = new ConcurrentHashMap<>();
    private final Map<ByteBuffer, Lapsed> lapsed = new ConcurrentHashMap<>();
    private final KeyStore keys;
    private final InstantSource clock;
    private final LastUse uses;
    private final LongSupplier nanoTime;

    @Inject
    public RememberedKeys(KeyStore keys, InstantSource clock, LastUse uses) {
        this(keys, clock, uses, System::nanoTime);
    }

    RememberedKeys(KeyStore keys, InstantSource clock, LastUse uses, LongSupplier nanoTime) {
        this.keys = keys;
        this.clock = clock;
        this.uses = uses;
        this.nanoTime = nanoTime;
    }

    RememberedKeys() {
        this(null, null, null, null);
    }

    /** In a transaction: on threads that no request brought, the container has no entity manager without one. */
    @Override
    @Transactional
    public Optional<Caller> authenticate(String key) {
        if (!KeyText.isShapedLikeOne(key)) {
            return Optional.empty();
        }
        byte[] hash = Secrets.sha256(key);
        return noted(remembered(hash).or(() -> read(hash)));
    }

    @Override
    public Optional<Caller> remembered(String key) {
        return KeyText.isShapedLikeOne(key) ? noted(remembered(Secrets.sha256(key))) : Optional.empty();
    }

    @Override
    public Optional<Actor> lapsed(String key, Visitor visitor) {
        return Optional.ofNullable(key)
                .filter(KeyText::isShapedLikeOne)
                .map(text -> lapsed.get(ByteBuffer.wrap(Secrets.sha256(text))))
                .filter(entry -> entry.untilNanos() - nanoTime.getAsLong() > 0)
                .map(entry -> entry.key().actor(visitor));
    }

    @Override
    public Set<String> kinds() {
        return Set.of(AccessNews.KIND);
    }

    /** What was forgotten without need is read again. */
    @Override
    public void heard(String kind, String text) {
        ended(AccessNews.read(text));
    }

    /** On this node nobody waits until what is remembered has run out. */
    void ended(@Observes(during = TransactionPhase.AFTER_SUCCESS) AccessEnded event) {
        memory.values().removeIf(entry -> event.concerns(entry.caller()));
    }

    void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) RoleChanged event) {
        memory.values().removeIf(entry -> event.concerns(entry.caller()));
    }

    private Optional<Caller> noted(Optional<Caller> caller) {
        caller.flatMap(Caller::credential).ifPresent(uses::note);
        return caller;
    }

    private Optional<Caller> remembered(byte[] hash) {
        return Optional.ofNullable(memory.get(ByteBuffer.wrap(hash)))
                .filter(entry -> entry.untilNanos() - nanoTime.getAsLong() > 0)
                .map(Remembered::caller);
    }

    private Optional<Caller> read(byte[] hash) {
        // Before the query: what is revoked while it runs must not be remembered for longer than promised.
        long until = nanoTime.getAsLong() + MEMORY.toNanos();
        Optional<Caller> holder = keys.holder(hash, clock.instant());
        holder.ifPresentOrElse(
                caller -> remember(ByteBuffer.wrap(hash), new Remembered(caller, until)), () -> forget(hash, until));
        return holder;
    }

    /** Only keys that somebody had are kept: with others nobody can fill the memory. */
    private void forget(byte[] hash, long until) {
        memory.remove(ByteBuffer.wrap(hash));
        lapsed.values().removeIf(old -> old.untilNanos() - nanoTime.getAsLong() <= 0);
        keys.issued(hash)
                .filter(key -> lapsed.size() < MOST)
                .ifPresent(key -> lapsed.put(ByteBuffer.wrap(hash), new Lapsed(key, until)));
    }

    private void remember(ByteBuffer hash, Remembered entry) {
        if (memory.size() >= MOST) {
            memory.values().removeIf(old -> old.untilNanos() - nanoTime.getAsLong() <= 0);
        }
        if (memory.size() < MOST) {
            memory.put(hash, entry);
        }
    }
}
