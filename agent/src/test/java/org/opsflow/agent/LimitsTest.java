package org.opsflow.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.opsflow.proto.agent.v1.Welcome;

class LimitsTest {
    @Property
    void clipsToWholeCharactersWithinTheLimit(@ForAll String text, @ForAll @IntRange(max = 100) int limit) {
        String whole = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        String clipped = Limits.clip(whole, limit);
        assertThat(Limits.utf8Bytes(clipped)).isLessThanOrEqualTo(limit);
        assertThat(whole).startsWith(clipped);
    }

    @Property(tries = 1)
    void takesUsualLimitsWhereWelcomeNamesNone() {
        assertThat(Limits.of(Welcome.getDefaultInstance())).isEqualTo(Limits.USUAL);
    }
}
