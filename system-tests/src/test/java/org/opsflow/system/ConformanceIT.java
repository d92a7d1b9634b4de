package org.opsflow.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opsflow.conformance.Kit;
import org.opsflow.conformance.Meddler;
import org.opsflow.conformance.Refuted;
import org.opsflow.conformance.Script;
import org.opsflow.conformance.Target;

/**
 * The server keeps to every script of the conformance kit; and every script tells a bad server from a good one. Those in which
 * it stops are played when it is stopped anyway: {@link StoppingKit}.
 */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConformanceIT {
    private final Target server;

    ConformanceIT(LiveServer server) {
        this.server = new ServerOfKit(server);
    }

    private static Stream<Script> scripts() {
        return Script.forServers().stream().filter(script -> !script.isAboutAnEnd());
    }

    @TestFactory
    Stream<DynamicTest> theServer() {
        return scripts()
                .map(script ->
                        DynamicTest.dynamicTest(script.toString(), () -> Kit.testServer(script, server, Meddler.NONE)));
    }

    @TestFactory
    Stream<DynamicTest> everyMutantIsFound() {
        assertThat(Script.forServers()).extracting(Script::name).hasSameElementsAs(ServerMutants.ALL.keySet());
        return scripts().flatMap(script -> ServerMutants.ALL.get(script.name()).entrySet().stream()
                .map(mutant -> DynamicTest.dynamicTest(script.name() + ": " + mutant.getKey(), () -> {
                    var bad = mutant.getValue().get();
                    assertThatThrownBy(() -> Kit.testServer(script, server, bad))
                            .isInstanceOf(Refuted.class);
                    assertThat(bad.hasStruck()).as("it was bad").isTrue();
                })));
    }
}
