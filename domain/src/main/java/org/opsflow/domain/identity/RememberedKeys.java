package org.opsflow.domain.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Keeps for a few seconds who stands behind a key, so that busy callers cost no query and a revoked key still dies
 * quickly. Unknown keys are not remembered: a key made a moment ago works at once.
 */
@ApplicationScoped
public class RememberedKeys implements ApiKeys {
    static final Duration MEMORY = Duration.ofSeconds(5);
    private static final int MOST = 20_000;

    private record Remembered(Caller caller, long untilNanos) {}

    private final Map<ByteBuffer, Remembered> memory = new ConcurrentHashMap<>();
    private final KeyStore keys;
    private final InstantSource clock;
    private final LongSupplier nanoTime;

    @Inject
    public RememberedKeys(KeyStore keys, InstantSource clock) {
        this(keys, clock, System::nanoTime);
    }

    RememberedKeys(KeyStore keys, InstantSource clock, LongSupplier nanoTime) {
        this.keys = keys;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    RememberedKeys() {
        this(null, null, null);
    }

    /** In a transaction: on threads that no request brought, the container has no entity manager without one. */
    @Override
    @Transactional
    public Optional<Caller> authenticate(String key) {
        if (!KeyText.isShapedLikeOne(key)) {
            return Optional.empty();
        }
        byte[] hash = Secrets.sha256(key);
        return remembered(hash).or(() -> read(hash));
    }

    @Override
    public Optional<Caller> remembered(String key) {
        return KeyText.isShapedLikeOne(key) ? remembered(Secrets.sha256(key)) : Optional.empty();
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
                caller -> remember(ByteBuffer.wrap(hash), new Remembered(caller, until)),
                () -> memory.remove(ByteBuffer.wrap(hash)));
        return holder;
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
