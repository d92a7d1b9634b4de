package org.opsflow.web.shared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {
    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 1",
        "bytes=0-9, 0, 10",
        "bytes=0-10, 0, 10",
        "bytes=3-, 3, 7",
        "bytes=9-, 9, 1",
        "bytes=-4, 6, 4",
        "bytes=-100, 0, 10",
        "bytes= 2-3, 2, 2",
        "bytes=0-999999999999999999, 0, 10",
    })
    void isThePartOfTenBytesThatIsAskedFor(String header, long from, long length) {
        assertThat(ByteRange.of(header, 10)).contains(new ByteRange(from, length));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=10-", "bytes=10-20", "bytes=-0", "bytes=999999999999999999-"})
    void isEmptyBeyondTheEnd(String header) {
        assertThat(ByteRange.of(header, 10))
                .hasValueSatisfying(part -> assertThat(part.isSatisfiable()).isFalse());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "bytes=", "bytes=-", "bytes=5-1", "bytes=0-1,4-5", "lines=0-1", "bytes=a-b", "0-1"})
    void isEverythingWhereNothingElseIsSaid(String header) {
        assertThat(ByteRange.of(header, 10)).isEmpty();
    }

    @Test
    void isEverythingWithoutTheHeader() {
        assertThat(ByteRange.of(null, 10)).isEmpty();
    }
}
