package org.opsflow.domain.identity;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.opsflow.domain.shared.Problem;

/**
 * How often a password may be tried: so many times a minute from one address and as often for one account, right or
 * wrong. Kept in memory on each node, the least recently used forgotten first.
 */
@ApplicationScoped
class SignInLimits {
    private static final int MOST = 20_000;

    private final int triesPerMinute;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST;
        }
    };

    @Inject
    SignInLimits(SignInPolicy policy) {
        this.triesPerMinute = policy.triesPerMinute();
    }

    SignInLimits() {
        this.triesPerMinute = 0;
    }

    /** Counts a try, or refuses it. */
    void spend(String address, String account) {
        spendAddress(address);
        spendAccount(account);
    }

    void spendAddress(String address) {
        spend("address " + address);
    }

    void spendAccount(String account) {
        spend("account " + account);
    }

    private void spend(String key) {
        ConsumptionProbe probe = bucket(key).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            Duration wait = Duration.ofNanos(probe.getNanosToWaitForRefill());
            throw Problem.tooMany("Too many sign-in attempts: try again later.", wait);
        }
    }

    private synchronized Bucket bucket(String key) {
        return buckets.computeIfAbsent(key, fresh -> Bucket.builder()
                .addLimit(
                        limit -> limit.capacity(triesPerMinute).refillIntervally(triesPerMinute, Duration.ofMinutes(1)))
                .build());
    }
}
