package org.opsflow.web.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class SiteTest {
    private final Site site = new Site(URI.create("https://ops.example.org/"), "test");

    @Test
    void knowsItsOwnOrigin() {
        assertThat(site.isOrigin("https://ops.example.org", "10.0.0.7:8080")).isTrue();
        assertThat(site.isOrigin("http://127.0.0.1:8080", "127.0.0.1:8080")).isTrue();
    }

    @Test
    void knowsNoOther() {
        assertThat(site.isOrigin("https://evil.example.org", "ops.example.org")).isFalse();
        assertThat(site.isOrigin("https://ops.example.org.evil.org", "ops.example.org"))
                .isFalse();
        assertThat(site.isOrigin("null", "ops.example.org")).isFalse();
        assertThat(site.isOrigin(null, "ops.example.org")).isFalse();
    }
}
