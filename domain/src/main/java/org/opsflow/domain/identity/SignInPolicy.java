package org.opsflow.domain.identity;

import java.time.Duration;

/**
 * What an operator can set about sign-ins.
 *
 * @param lifetime from sign-in to expiry
 * @param triesPerMinute of a password, from one address and for one account
 */
public record SignInPolicy(Duration lifetime, int triesPerMinute) {
    public static SignInPolicy defaults() {
        return new SignInPolicy(Duration.ofDays(14), 5);
    }
}
