package org.opsflow.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.audit.Actor;

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
    void forgetsAKeyOfWhichAnotherNodeSaysThatItEnded() {
        keys.authenticate(KEY);
        UUID key = KENJI.credential().orElseThrow().id();

        new AccessNews(keys::heard).ended(AccessEnded.by(UUID.randomUUID()));
        assertThat(keys.remembered(KEY)).contains(KENJI);
        new AccessNews(keys::heard).ended(AccessEnded.by(key));
        assertThat(keys.remembered(KEY)).isEmpty();

        keys.authenticate(KEY);
        new AccessNews(keys::heard).ended(AccessEnded.of(KENJI.workspaceId(), KENJI.id()));
        assertThat(keys.remembered(KEY)).isEmpty();
        assertThat(keys.kinds()).containsExactly(AccessNews.KIND);
    }

    @Test
    void forgetsWhoseRoleWasChangedHereAtOnce() {
        keys.authenticate(KEY);

        keys.changed(new RoleChanged(KENJI.workspaceId(), UUID.randomUUID()));
        keys.changed(new RoleChanged(UUID.randomUUID(), KENJI.id()));
        assertThat(keys.remembered(KEY)).contains(KENJI);
        keys.changed(new RoleChanged(KENJI.workspaceId(), KENJI.id()));

        assertThat(keys.remembered(KEY)).isEmpty();
    }

    @Test
    void remembersNothingItWasNotAsked() {
        assertThat(keys.remembered(KEY)).isEmpty();
        assertThat(store.reads).isZero();
    }

    @Test
    void knowsWhoseAKeyWasThatOpensNothingAnyMore() {
        KeyText text = KeyText.random("kenji");
        NewKey wanted = new NewKey("Laptop", Scopes.ALL, Optional.empty());
        ApiKey key =
                ApiKey.ofAgent(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), text, wanted, Instant.EPOCH);
        store.add(key);
        store.holder = Optional.empty();
        Visitor visitor = new Visitor("192.0.2.7", "curl");
        assertThat(keys.lapsed(text.text(), visitor)).isEmpty();

        keys.authenticate(text.text());

        Actor actor = keys.lapsed(text.text(), visitor).orElseThrow();
        assertThat(actor.workspaceId()).contains(key.workspaceId());
        assertThat(actor.kind()).isEqualTo(Actor.Kind.AGENT);
        assertThat(actor.id()).contains(key.holderId());
        assertThat(actor.keyId()).contains(key.id());
        assertThat(actor.address()).isEqualTo("192.0.2.7");
        nanos.addAndGet(RememberedKeys.MEMORY.toNanos());
        assertThat(keys.lapsed(text.text(), visitor)).isEmpty();
    }

    @Test
    void knowsNobodyOfAKeyThatNobodyHad() {
        store.holder = Optional.empty();

        keys.authenticate(KEY);

        assertThat(keys.lapsed(KEY, Visitor.UNKNOWN)).isEmpty();
        assertThat(keys.lapsed("owf_kenji_short", Visitor.UNKNOWN)).isEmpty();
        assertThat(keys.lapsed(null, Visitor.UNKNOWN)).isEmpty();
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
