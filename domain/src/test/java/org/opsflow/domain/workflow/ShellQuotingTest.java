package org.opsflow.domain.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** No argument of a run can ever be more than one word of a command. */
class ShellQuotingTest {
    private static final Template COMMAND = Template.ofCommand("printf %s {{ args.x }}");

    @Property(tries = 1_000)
    void comesOutOfTheShellAsItWentIn(@ForAll("texts") String text) throws Exception {
        assertThat(shell(COMMAND.render(Map.of("args.x", text)))).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
    }

    /** All of Unicode but NUL, which no shell word can hold, with a liking for what shells care about. */
    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> any = Arbitraries.integers()
                .between(1, Character.MAX_CODE_POINT)
                .filter(c -> Character.getType(c) != Character.SURROGATE)
                .map(Character::toString)
                .list()
                .ofMaxSize(40)
                .map(characters -> String.join("", characters));
        Arbitrary<String> nasty = Arbitraries.of(
                        "'",
                        "\"",
                        "\\",
                        "$",
                        "`",
                        "$(id)",
                        ";",
                        "&",
                        "|",
                        "\n",
                        "\r",
                        "\t",
                        " ",
                        "*",
                        "?",
                        "~",
                        "#",
                        "!",
                        "-n",
                        "%s",
                        "{{",
                        "}}",
                        "'\\''",
                        "\u001b",
                        "\u007f",
                        "é",
                        "漢",
                        "\ud83d\ude00",
                        "a")
                .list()
                .ofMaxSize(12)
                .map(pieces -> String.join("", pieces));
        return Arbitraries.oneOf(any, nasty);
    }

    private static byte[] shell(String command) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("sh", "-c", command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        shell.getOutputStream().close();
        byte[] printed = shell.getInputStream().readAllBytes();
        assertThat(shell.waitFor()).isZero();
        return printed;
    }
}
