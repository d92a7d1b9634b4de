package org.opsflow.web.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TrustedProxiesTest {
    private final TrustedProxies two = new TrustedProxies(Set.of("127.0.0.1", "10.0.0.2"));

    @Test
    void areBelievedAsFarAsTheyWroteThemselves() {
        assertThat(two.origin("127.0.0.1", List.of("198.51.100.7"))).isEqualTo("198.51.100.7");
        assertThat(two.origin("127.0.0.1", List.of("203.0.113.9", "198.51.100.7", "10.0.0.2")))
                .as("what the caller itself sent stands first")
                .isEqualTo("198.51.100.7");
        assertThat(two.origin("127.0.0.1", List.of())).isEqualTo("127.0.0.1");
        assertThat(two.origin("127.0.0.1", List.of("2001:db8::7"))).isEqualTo("2001:db8::7");
    }

    @Test
    void areNotEverybodyWhoSaysSo() {
        assertThat(two.origin("198.51.100.7", List.of("203.0.113.9"))).isEqualTo("198.51.100.7");
        assertThat(new TrustedProxies(Set.of()).origin("127.0.0.1", List.of("203.0.113.9")))
                .isEqualTo("127.0.0.1");
    }

    @Test
    void cannotPutTextsInThePlaceOfAddresses() {
        assertThat(two.origin("127.0.0.1", List.of("198.51.100.7", "<script>"))).isEqualTo("127.0.0.1");
        assertThat(two.origin("127.0.0.1", List.of("1".repeat(46)))).isEqualTo("127.0.0.1");
    }
}
