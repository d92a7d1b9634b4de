package org.opsflow.web.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigKeysTest {
    @ParameterizedTest
    @CsvSource({"500ms, PT0.5S", "30s, PT30S", "5 m, PT5M", "2h, PT2H", "14d, PT336H", "PT1M30S, PT1M30S"})
    void readsDurations(String text, Duration duration) {
        assertThat(keys(text).duration("opsflow.lease", Duration.ZERO)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "0s", "PT-1S", "30"})
    void namesTheKeyOfAnUnfitDuration(String text) {
        assertThatThrownBy(() -> keys(text).duration("opsflow.lease", Duration.ZERO))
                .hasMessageContaining("opsflow.lease")
                .hasMessageContaining("'" + text + "'");
    }

    @Test
    void readsAddressesAndNothingElse() {
        assertThat(keys("").addresses("opsflow.node")).isEmpty();
        assertThat(keys(" 127.0.0.1, 2001:db8::7 ").addresses("opsflow.node"))
                .containsExactlyInAnyOrder("127.0.0.1", "2001:db8::7");
        assertThatThrownBy(() -> keys("proxy.example.org").addresses("opsflow.node"))
                .hasMessageContaining("opsflow.node");
    }

    @Test
    void refusesNumbersOutOfRange() {
        assertThat(keys("3").number("opsflow.lanes", 2, 1, 64)).isEqualTo(3);
        assertThatThrownBy(() -> keys("0").number("opsflow.lanes", 2, 1, 64)).hasMessageContaining("from 1 to 64");
        assertThatThrownBy(() -> keys("two").number("opsflow.lanes", 2, 1, 64)).hasMessageContaining("opsflow.lanes");
    }

    @Test
    void refusesAddressesWithoutAHost() {
        assertThatThrownBy(() -> keys("ops.example.org").address("opsflow.base.url", ""))
                .hasMessageContaining("https://ops.example.org");
    }

    @ParameterizedTest
    @ValueSource(strings = {"agents.example.org:443", "10.0.0.7:9090", "[::1]:9090"})
    void takesWhereAgentsConnectTo(String address) {
        assertThat(keys(address).hostAndPort("opsflow.agents.address", "")).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"agents.example.org", "https://agents.example.org:443", "host:port", "a b:1", "$(id):1"})
    void refusesWhatNobodyCanConnectTo(String address) {
        assertThatThrownBy(() -> keys(address).hostAndPort("opsflow.agents.address", ""))
                .hasMessageContaining("opsflow.agents.address")
                .hasMessageContaining("agents.example.org:9090");
    }

    @Test
    void takesTheDefaultForWhatIsNotSet() {
        assertThat(new ConfigKeys(key -> Optional.empty()).number("opsflow.lanes", 2, 1, 64))
                .isEqualTo(2);
        assertThat(keys(" ").text("opsflow.node", "node-1")).isEqualTo("node-1");
    }

    private static ConfigKeys keys(String value) {
        Set<String> given =
                Set.of("opsflow.lease", "opsflow.lanes", "opsflow.base.url", "opsflow.agents.address", "opsflow.node");
        return new ConfigKeys(key -> given.contains(key) ? Optional.of(value) : Optional.empty());
    }
}
