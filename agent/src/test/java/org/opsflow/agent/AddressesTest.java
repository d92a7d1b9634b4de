package org.opsflow.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {
    private static final List<String> THREE = List.of("a:1", "b:2", "c:3");

    @Test
    void goesRound() {
        Addresses addresses = new Addresses(THREE);

        assertThat(Stream.generate(() -> {
                            String current = addresses.current();
                            addresses.moveOn();
                            return current;
                        })
                        .limit(5))
                .containsExactly("a:1", "b:2", "c:3", "a:1", "b:2");
    }

    /** Of six orders: were there a rule, agents of a node that went away would all go on to the same. */
    @Test
    void leavesTheOrderToChance() {
        assertThat(Stream.generate(() -> {
                            Addresses addresses = Addresses.shuffled(THREE);
                            String first = addresses.current();
                            addresses.moveOn();
                            return first + " " + addresses.current();
                        })
                        .limit(1_000)
                        .distinct())
                .hasSize(6);
    }

    @Test
    void saysWhenEachHasFailedSinceOneAnswered() {
        Addresses addresses = new Addresses(THREE);
        assertThat(Stream.generate(addresses::moveOn).limit(4)).containsExactly(false, false, true, false);

        addresses.answered();

        assertThat(Stream.generate(addresses::moveOn).limit(6)).containsExactly(false, false, true, false, false, true);
    }

    @Test
    void aSingleOneIsARoundOfItsOwn() {
        Addresses addresses = new Addresses(List.of("a:1"));

        assertThat(Stream.generate(addresses::moveOn).limit(2)).containsExactly(true, true);
        assertThat(addresses.current()).isEqualTo("a:1");
    }

    @Test
    void readsAListWithCommasAndTakesEachOnce() {
        assertThat(Addresses.parse("127.0.0.1:9090, [::1]:9091,node-2.example:65535,127.0.0.1:9090"))
                .containsExactly("127.0.0.1:9090", "[::1]:9091", "node-2.example:65535");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "somewhere",
                "somewhere:",
                ":9090",
                "http://a:1",
                "a:0",
                "a:65536",
                "::1:9090",
                "a b:1",
                "a_b:1",
                "a%b:1",
                "[zz]:1"
            })
    void namesTheOneThatIsNone(String malformed) {
        assertThatThrownBy(() -> Addresses.parse("a:1," + malformed))
                .isInstanceOf(AgentStartException.class)
                .hasMessageContaining("server \"" + malformed + "\" is not HOST:PORT");
    }
}
