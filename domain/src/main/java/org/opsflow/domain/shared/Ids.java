package org.opsflow.domain.shared;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.UUID;

/**
 * The one factory of ids: UUID version 7, so that ids made later sort later and rows land at the end of their index.
 *
 * <p>Within one process ids grow strictly: the 12 bits beside the milliseconds count, and borrow from the future when
 * a millisecond is used up or the wall clock steps back.
 */
@ApplicationScoped
public class Ids {
    private static final int COUNTER_BITS = 12;

    private final SecureRandom random = new SecureRandom();
    private long last;

    /** A new id, greater than every id this process made before. */
    public UUID next() {
        long tick = tick();
        long millis = tick >>> COUNTER_BITS;
        long counter = tick & ((1 << COUNTER_BITS) - 1);
        long high = (millis << 16) | 0x7000L | counter;
        long low = (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    /** Of the n-th thing that belongs to another: always the same, however often it is asked for. */
    public static UUID nth(UUID owner, long number) {
        return UUID.nameUUIDFromBytes((owner + "/" + number).getBytes(StandardCharsets.US_ASCII));
    }

    /** As the database compares BINARY(16): unsigned, while UUID compares signed. */
    public static int compareBytes(UUID a, UUID b) {
        int high = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits());
    }

    /** What a refusal and the server's log have in common, so that one can be found by the other; sorts by nothing. */
    public static String correlation() {
        return UUID.randomUUID().toString();
    }

    private synchronized long tick() {
        last = Math.max(last + 1, System.currentTimeMillis() << COUNTER_BITS);
        return last;
    }
}
