package org.opsflow.web.contract;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opsflow.domain.change.ChangeTypes;

/** The AsyncAPI document knows every change that the code knows, and nothing else. */
class LiveContractTest {
    private static final JsonObject MESSAGES =
            LiveContract.document().getJsonObject("components").getJsonObject("messages");

    static Stream<String> messages() {
        return MESSAGES.keySet().stream();
    }

    @Test
    void describesEveryTypeOfChangeAndNothingElse() {
        assertThat(LiveContract.messagesOfChanges().keySet()).containsExactlyInAnyOrderElementsOf(ChangeTypes.ALL);
    }

    @Test
    void tellsEveryChangeInTheStream() {
        Set<String> streamed = LiveContract.document()
                .getJsonObject("channels")
                .getJsonObject("events")
                .getJsonObject("messages")
                .values()
                .stream()
                .map(message -> LiveContract.resolved(message).getString("name", "place"))
                .collect(Collectors.toSet());

        assertThat(streamed)
                .containsExactlyInAnyOrderElementsOf(Stream.concat(ChangeTypes.ALL.stream(), Stream.of("place"))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("messages")
    void showsExamplesThatAreWhatTheyShow(String name) {
        JsonObject message = MESSAGES.getJsonObject(name);

        assertThat(message.getString("summary", "")).isNotBlank();
        assertThat(message.getJsonArray("examples")).isNotEmpty().allSatisfy(example -> assertThat(LiveContract.errors(
                        message, example.asJsonObject().get("payload").toString()))
                .isEmpty());
    }

    @Test
    void namesEachChangeByItsType() {
        for (Map.Entry<String, JsonObject> change :
                LiveContract.messagesOfChanges().entrySet()) {
            String another = change.getValue()
                    .getJsonArray("examples")
                    .getJsonObject(0)
                    .getJsonObject("payload")
                    .toString()
                    .replace("\"type\":\"" + change.getKey() + "\"", "\"type\":\"another\"");

            assertThat(LiveContract.errors(change.getValue(), another))
                    .as(change.getKey())
                    .isNotEmpty();
        }
    }

    /** People read it there. */
    @Test
    void isToldInTheDocumentation() throws IOException {
        String text = Files.readString(Path.of("../docs/live.md"));

        assertThat(ChangeTypes.ALL).allSatisfy(type -> assertThat(text).contains("`" + type + "`"));
    }
}
