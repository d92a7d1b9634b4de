package org.opsflow.domain.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlugTest {
    @ParameterizedTest
    @CsvSource({
        "Kenji, kenji",
        "Ada Lovelace, ada-lovelace",
        "'  Çelik & Söhne!  ', celik-sohne",
        "観測者, agent",
        "status, status-2",
        "an agent whose name is much too long for a slug, an-agent-whose-name-is-much-too-long-for"
    })
    void isMadeFromAName(String name, String slug) {
        assertThat(Slug.from(name, "agent", taken -> false)).isEqualTo(new Slug(slug));
    }

    @Test
    void isNumberedWhenItIsTaken() {
        Set<String> taken = Set.of("kenji", "kenji-2");

        assertThat(Slug.from("Kenji", "agent", slug -> taken.contains(slug.text())))
                .isEqualTo(new Slug("kenji-3"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-a",
                "A",
                "a_b",
                "é",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "status",
                "stream",
                "validate"
            })
    void refusesABadChoice(String text) {
        assertThatThrownBy(() -> Slug.chosen("id", text)).hasMessageStartingWith("id: ");
    }
}
