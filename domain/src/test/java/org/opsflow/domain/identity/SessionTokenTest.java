package org.opsflow.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SessionTokenTest {
    private final SessionToken token = SessionToken.random();

    @Test
    void holds256RandomBits() {
        assertThat(token.text())
                .matches("[A-Za-z0-9_-]{43}")
                .isNotEqualTo(SessionToken.random().text());
    }

    @Test
    void acceptsItsOwnCsrfTokenOnly() {
        assertThat(token.hasCsrf(token.csrf())).isTrue();
        assertThat(token.hasCsrf(SessionToken.random().csrf())).isFalse();
        assertThat(token.hasCsrf(token.text())).isFalse();
        assertThat(token.hasCsrf(null)).isFalse();
    }

    @Test
    void neverShowsInLogs() {
        assertThat(token.toString()).doesNotContain(token.text());
        assertThat(KeyText.random("kenji").toString()).matches("owf_kenji_[A-Za-z0-9]{4}…");
    }
}
