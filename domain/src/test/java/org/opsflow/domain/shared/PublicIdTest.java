package org.opsflow.domain.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicIdTest {
    private static final String SMALLEST = "run_00000000000000000000000000";
    private static final String LARGEST = "run_7zzzzzzzzzzzzzzzzzzzzzzzzz";

    @Property
    void comesBackAsItWas(@ForAll long high, @ForAll long low, @ForAll PublicId kind) {
        UUID id = new UUID(high, low);

        assertThat(kind.parse(kind.of(id))).contains(id);
        assertThat(kind.of(id)).matches("[a-z]+_[0-7][0-9a-hjkmnp-tv-z]{25}");
    }

    @Property
    void sortsAsTheBytesDo(@ForAll long high1, @ForAll long low1, @ForAll long high2, @ForAll long low2) {
        UUID one = new UUID(high1, low1);
        UUID two = new UUID(high2, low2);

        assertThat(Integer.signum(PublicId.RUN.of(one).compareTo(PublicId.RUN.of(two))))
                .isEqualTo(number(one).compareTo(number(two)));
    }

    private static BigInteger number(UUID id) {
        return new BigInteger(id.toString().replace("-", ""), 16);
    }

    @Property
    void readsBackWhateverItReads(@ForAll String text) {
        for (PublicId kind : PublicId.values()) {
            kind.parse(text).ifPresent(id -> assertThat(kind.of(id)).isEqualTo(text));
        }
    }

    @Test
    void reachesFromNoBitToAllBits() {
        assertThat(PublicId.RUN.of(new UUID(0, 0))).isEqualTo(SMALLEST);
        assertThat(PublicId.RUN.of(new UUID(-1, -1))).isEqualTo(LARGEST);
        assertThat(PublicId.RUN.parse(LARGEST)).contains(new UUID(-1, -1));
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "run_",
                "run_0000000000000000000000000",
                "run_000000000000000000000000000",
                "step_00000000000000000000000000",
                "RUN_00000000000000000000000000",
                "run_0000000000000000000000000A",
                "run_0000000000000000000000000i",
                "run_0000000000000000000000000l",
                "run_0000000000000000000000000o",
                "run_0000000000000000000000000u",
                "run_0000000000000000000000000-",
                "run_0000000000000000000000000é",
                "run_0000000000000000000000000\uffff",
                "run_80000000000000000000000000",
                "run_zzzzzzzzzzzzzzzzzzzzzzzzzz",
                " run_0000000000000000000000000",
                "00000000-0000-7000-8000-000000000000"
            })
    void readsNothingElse(String text) {
        assertThat(PublicId.RUN.parse(text)).isEmpty();
        assertThatThrownBy(() -> PublicId.RUN.require(text))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.NOT_FOUND))
                .hasMessage("There is no run '" + text + "' here.");
    }

    @Test
    void tellsKindsApartByTheirPrefixes() {
        Set<String> prefixes = new HashSet<>();
        UUID id = new UUID(1, 2);
        Arrays.stream(PublicId.values())
                .forEach(kind -> prefixes.add(kind.of(id).replaceFirst("_.*", "")));

        assertThat(prefixes).hasSameSizeAs(PublicId.values());
        for (PublicId kind : PublicId.values()) {
            for (PublicId other : PublicId.values()) {
                assertThat(kind.parse(other.of(id)).isPresent()).isEqualTo(kind == other);
            }
        }
    }

    @Test
    void namesTheKindInAnyLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            assertThatThrownBy(() -> PublicId.ARTIFACT.require("x")).hasMessageContaining("no artifact 'x'");
        } finally {
            Locale.setDefault(before);
        }
    }
}
