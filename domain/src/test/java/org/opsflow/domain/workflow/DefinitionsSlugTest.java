package org.opsflow.domain.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.identity.Role;
import org.opsflow.domain.shared.Problem;

class DefinitionsSlugTest {
    @ParameterizedTest
    @CsvSource({
        "Simple Build Pipeline, simple-build-pipeline",
        "'  Çelik & Söhne!  ', celik-sohne",
        "a--b__c, a-b-c",
        "観測, definition",
        "'', definition",
        "'---', definition",
        "0123456789012345678901234567890123456789 more, 0123456789012345678901234567890123456789",
        "012345678901234567890123456789012345678 more, 012345678901234567890123456789012345678"
    })
    void isMadeFromTheName(String name, String slug) {
        assertThat(Definitions.slug(name)).isEqualTo(slug);
    }

    @Property
    void isAlwaysASlug(@ForAll String name) {
        assertThat(Definitions.slug(name)).matches("[a-z0-9](-?[a-z0-9]){0,39}").hasSizeLessThanOrEqualTo(40);
    }

    @Property
    void staysWhatItIs(@ForAll String name) {
        assertThat(Definitions.slug(Definitions.slug(name))).isEqualTo(Definitions.slug(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "観測", "a\u202eb", "Definition", "a b", "-a"})
    void findsNothingByWhatIsNoSlug(String text) {
        Caller caller = new Caller(new UUID(0, 1), Caller.Kind.AGENT, new UUID(0, 2), "agent", Role.BOT);
        assertThatThrownBy(() -> new Definitions().toStart(caller, text))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("There is no definition");
    }

    @Test
    void dependsOnNoLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            assertThat(Definitions.slug("TITLE")).isEqualTo("title");
        } finally {
            Locale.setDefault(before);
        }
    }
}
