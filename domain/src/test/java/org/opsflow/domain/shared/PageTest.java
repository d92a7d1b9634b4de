package org.opsflow.domain.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {
    @Test
    void tellsWhereTheNextOneBeginsWhenThereIsOne() {
        Page.Wanted two = new Page.Wanted(2, Optional.empty());

        Page<String> full = Page.of(List.of("a", "b", "c"), two, item -> Cursor.of("words", item));
        Page<String> last = Page.of(List.of("a", "b"), two, item -> Cursor.of("words", item));

        assertThat(two.read()).isEqualTo(3);
        assertThat(full.items()).containsExactly("a", "b");
        assertThat(full.next().map(Cursor::text).map(Cursor::read).map(next -> next.in("words")
                        .slug(0)))
                .contains("b");
        assertThat(last.items()).containsExactly("a", "b");
        assertThat(last.next()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 201})
    void isNeitherEmptyNorEndless(int limit) {
        assertThatThrownBy(() -> new Page.Wanted(limit, Optional.empty())).hasMessageStartingWith("limit: ");
    }

    @Test
    void keepsEveryPartOfAPlace() {
        Instant at = Instant.parse("2026-01-01T10:00:00.000001Z");
        UUID id = UUID.randomUUID();

        Cursor cursor =
                Cursor.read(Cursor.of("runs", at, id, 7, "a-slug").text()).in("runs");

        assertThat(cursor.time(0)).isEqualTo(at);
        assertThat(cursor.id(1)).isEqualTo(id);
        assertThat(cursor.number(2)).isEqualTo(7);
        assertThat(cursor.slug(3)).isEqualTo("a-slug");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "!",
                "x",
                "runs",
                "runs\nnot a time",
                "runs\n+1000000000-12-31T23:59:59Z",
                "words\n2026-01-01T10:00:00Z"
            })
    void refusesWhatIsNoPlaceOfItsList(String text) {
        String encoded = Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> Cursor.read(encoded).in("runs").time(0)).hasMessageStartingWith("cursor: ");
        assertThatThrownBy(() -> Cursor.read("' OR " + text)).hasMessageStartingWith("cursor: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00e9", "A", "", "a'b", "0123456789012345678901234567890123456789x"})
    void refusesASlugThatIsNone(String text) {
        assertThatThrownBy(() -> Cursor.of("words", text).slug(0)).hasMessageStartingWith("cursor: ");
    }
}
