package org.opsflow.agent;

import java.util.HashSet;
import java.util.List;
import org.opsflow.proto.agent.v1.AskKind;

/**
 * What work wants to know from people.
 *
 * @param question Markdown, not blank, at most 4 KiB
 * @param choices the answers to choose from, at most 10, each once, of 1 to 200 characters in one line; none when people
 *     are to write their answer, and for an approval
 * @param context what people should know to decide, Markdown, at most 16 KiB; empty for nothing
 */
public record Ask(Kind kind, String question, List<String> choices, String context) {
    private static final int MOST_QUESTION = 4 << 10;
    private static final int MOST_CONTEXT = 16 << 10;
    private static final int MOST_CHOICES = 10;
    private static final int LONGEST_CHOICE = 200;

    /** How it is answered. */
    public enum Kind {
        /** By one of the choices, or a text. */
        QUESTION,
        /** By yes or no, with a remark if they like. */
        APPROVAL
    }

    public Ask {
        choices = List.copyOf(choices);
        check(
                !question.isBlank() && Limits.utf8Bytes(question) <= MOST_QUESTION,
                "a question is text of at most 4 KiB");
        check(Limits.utf8Bytes(context) <= MOST_CONTEXT, "a context is text of at most 16 KiB");
        check(kind == Kind.QUESTION || choices.isEmpty(), "an approval is yes or no: it has no choices");
        check(
                choices.size() <= MOST_CHOICES
                        && new HashSet<>(choices).size() == choices.size()
                        && choices.stream().allMatch(Ask::isChoice),
                "at most 10 choices, each once, of 1 to 200 characters in one line");
    }

    private static void check(boolean right, String rule) {
        if (!right) {
            throw new IllegalArgumentException(rule);
        }
    }

    private static boolean isChoice(String text) {
        return !text.isBlank()
                && text.length() <= LONGEST_CHOICE
                && text.strip().equals(text)
                && text.chars().noneMatch(Character::isISOControl);
    }

    /** Answered by a text; by a choice with {@link #withChoices}. */
    public static Ask question(String markdown) {
        return new Ask(Kind.QUESTION, markdown, List.of(), "");
    }

    /** Answered by yes or no. */
    public static Ask approval(String markdown) {
        return new Ask(Kind.APPROVAL, markdown, List.of(), "");
    }

    /** The same, answered by one of these. */
    public Ask withChoices(String... answers) {
        return new Ask(kind, question, List.of(answers), context);
    }

    /** The same with what people should know to decide. */
    public Ask withContext(String markdown) {
        return new Ask(kind, question, choices, markdown);
    }

    org.opsflow.proto.agent.v1.Ask onTheWire() {
        return org.opsflow.proto.agent.v1.Ask.newBuilder()
                .setKind(kind == Kind.APPROVAL ? AskKind.ASK_KIND_APPROVAL : AskKind.ASK_KIND_QUESTION)
                .setQuestion(question)
                .addAllChoices(choices)
                .setContext(context)
                .build();
    }
}
