package org.opsflow.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RememberedKeysTest {
    private static final String KEY = KeyText.random("kenji").text();
    private static final Caller KENJI = new Caller(
                    UUID.randomUUID(), Caller.Kind.AGENT, UUID.randomUUID(), "Kenji", Role.BOT)
            .by(Credential.key(UUID.randomUUID(), Scopes.ALL));

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000);
    private final CountedKeyStore store = new CountedKeyStore();
    private final LastUse uses = new LastUse(null, null);
    private final RememberedKeys keys = new RememberedKeys(store, InstantSource.fixed(Instant.EPOCH), uses, nanos::get);

    @Test
    void readsAKeyOnceInFiveSeconds() {
        keys.authenticate(KEY);
        nanos.addAndGet(RememberedKeys.MEMORY.toNanos() - 1);

        assertThat(keys.authenticate(KEY)).contains(KENJI);
        assertThat(keys.remembered(KEY)).contains(KENJI);
        assertThat(store.reads).isEqualTo(1);
    }

    @Test
    void forgetsARevokedKeyWithinFiveSeconds() {
        keys.authenticate(KEY);
        store.holder = Optional.empty();
        nanos.addAndGet(RememberedKeys.MEMORY.toNanos());

        assertThat(keys.remembered(KEY)).isEmpty();
        assertThat(keys.authenticate(KEY)).isEmpty();
    }

    @Test
    void forgetsAKeyThatIsRevokedHereAtOnce() {
        keys.authenticate(KEY);

        keys.ended(AccessEnded.by(UUID.randomUUID()));
        assertThat(keys.remembered(KEY)).contains(KENJI);
        keys.ended(AccessEnded.by(KENJI.credential().orElseThrow().id()));

        assertThat(keys.remembered(KEY)).isEmpty();
    }

    @Test
    void remembersNothingItWasNotAsked() {
        assertThat(keys.remembered(KEY)).isEmpty();
        assertThat(store.reads).isZero();
    }

    @Test
    void asksNobodyAboutTextThatIsNoKey() {
        assertThat(keys.authenticate("owf_kenji_short")).isEmpty();
        assertThat(keys.authenticate(null)).isEmpty();
        assertThat(store.reads).isZero();
    }

    private static final class CountedKeyStore extends FakeKeyStore {
        private Optional<Caller> holder = Optional.of(KENJI);
        private int reads;

        @Override
        public Optional<Caller> holder(byte[] hash, Instant at) {
            reads++;
            return holder;
        }
    }
}
