package org.opsflow.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LastUseTest {
    private final FakeKeyStore keys = new FakeKeyStore();
    private final CountedTimes times = new CountedTimes(keys);
    private final LastUse uses = new LastUse(times, null);
    private final Credential key = Credential.key(UUID.randomUUID(), Scopes.ALL);

    @Test
    void isWrittenOnceHoweverOftenAKeyIsUsed() {
        for (int i = 0; i < 1_000; i++) {
            uses.note(key);
        }
        assertThat(times.written).isZero();

        uses.store();
        uses.store();

        assertThat(keys.used).containsExactly(key.id());
        assertThat(times.written).isEqualTo(1);
    }

    @Test
    void isWrittenLaterWhenTheDatabaseIsAway() {
        uses.note(key);
        times.isAway = true;
        uses.store();
        assertThat(keys.used).isEmpty();

        times.isAway = false;
        uses.store();

        assertThat(keys.used).containsExactly(key.id());
    }

    private static final class CountedTimes extends LastUseTimes {
        private final KeyStore keys;
        private int written;
        private boolean isAway;

        CountedTimes(KeyStore keys) {
            super(keys, null, InstantSource.fixed(Instant.EPOCH));
            this.keys = keys;
        }

        @Override
        public void store(Collection<UUID> usedKeys, Collection<UUID> usedSignIns) {
            if (isAway) {
                throw new IllegalStateException("away");
            }
            written++;
            keys.used(usedKeys, Instant.EPOCH);
        }
    }
}
