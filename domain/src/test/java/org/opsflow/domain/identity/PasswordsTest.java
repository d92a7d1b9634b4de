package org.opsflow.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class PasswordsTest {
    @Test
    void storesArgon2idWithItsParameters() {
        assertThat(Passwords.hash("correct horse")).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    }

    @Test
    void tellsTheRightPasswordFromOthers() {
        String hash = Passwords.hash("Pässwort 🦊");

        assertThat(Passwords.matches("Pässwort 🦊", hash)).isTrue();
        assertThat(Passwords.matches("Passwort 🦊", hash)).isFalse();
        assertThat(Passwords.hash("Pässwort 🦊")).isNotEqualTo(hash);
    }

    @Test
    void matchesNobodyWithoutAnAccount() {
        assertThat(Passwords.areRight(Optional.empty(), "anything")).isFalse();
    }
}
