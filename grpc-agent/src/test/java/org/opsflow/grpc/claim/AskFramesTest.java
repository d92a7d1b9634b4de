package org.opsflow.grpc.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.claim.Control;
import org.opsflow.domain.claim.Gate;
import org.opsflow.domain.claim.ReportBody;
import org.opsflow.domain.shared.Problem;
import org.opsflow.domain.shared.PublicId;
import org.opsflow.proto.agent.v1.Answer;
import org.opsflow.proto.agent.v1.Ask;
import org.opsflow.proto.agent.v1.AskKind;

class AskFramesTest {
    private static final UUID ID = new UUID(7, 7);
    private static final Ask RIGHT = Ask.newBuilder()
            .setKind(AskKind.ASK_KIND_QUESTION)
            .setQuestion("é".repeat(2 << 10))
            .setContext("é".repeat(8 << 10))
            .addAllChoices(choices(10))
            .build();

    private static List<String> choices(int count) {
        return IntStream.range(0, count).mapToObj(i -> i + "x".repeat(199)).toList();
    }

    @Test
    void readsWhatIsAskedWithinItsLimits() {
        assertThat(AskFrames.report(RIGHT))
                .isEqualTo(
                        new ReportBody.Asked(Gate.Kind.QUESTION, RIGHT.getQuestion(), choices(10), RIGHT.getContext()));
        Ask approval = Ask.newBuilder()
                .setKind(AskKind.ASK_KIND_APPROVAL)
                .setQuestion("Go?")
                .build();
        assertThat(AskFrames.report(approval))
                .isEqualTo(new ReportBody.Asked(Gate.Kind.APPROVAL, "Go?", List.of(), ""));
    }

    @Test
    void refusesTextsThatAreTooLongInBytes() {
        assertThat(tooLarge(RIGHT.toBuilder().setQuestion(RIGHT.getQuestion() + "x")))
                .isEqualTo("ask.question");
        assertThat(tooLarge(RIGHT.toBuilder().setContext(RIGHT.getContext() + "x")))
                .isEqualTo("ask.context");
    }

    @Test
    void namesTheFieldThatIsWrong() {
        assertThat(field(RIGHT.toBuilder().clearKind())).isEqualTo("ask.kind");
        assertThat(field(RIGHT.toBuilder().setKindValue(99))).isEqualTo("ask.kind");
        assertThat(field(RIGHT.toBuilder().setQuestion(" \n"))).isEqualTo("ask.question");
        assertThat(field(RIGHT.toBuilder().setKind(AskKind.ASK_KIND_APPROVAL))).isEqualTo("ask.choices");
        for (String wrong : List.of("", " ", " main", "a\nb", "x".repeat(201), "0" + "x".repeat(199))) {
            assertThat(field(RIGHT.toBuilder().setChoices(9, wrong))).isEqualTo("ask.choices");
        }
        assertThat(field(RIGHT.toBuilder().addChoices("eleven"))).isEqualTo("ask.choices");
    }

    @Test
    void saysWhatWasAnsweredAndByWhom() {
        Control yes = said(2, new Gate.Answer("but", Optional.empty(), Optional.of(true)), Optional.of("Ann"));
        assertThat(AskFrames.answer(yes))
                .isEqualTo(Answer.newBuilder()
                        .setAskId(PublicId.GATE.of(ID))
                        .setAskNumber(2)
                        .setText("but")
                        .setApproved(true)
                        .setBy("Ann")
                        .build());
        Control main = said(3, new Gate.Answer("", Optional.of("main"), Optional.empty()), Optional.empty());
        assertThat(AskFrames.answer(main))
                .isEqualTo(Answer.newBuilder()
                        .setAskId(PublicId.GATE.of(ID))
                        .setAskNumber(3)
                        .setChoice("main")
                        .build());
    }

    private static Control said(long number, Gate.Answer answer, Optional<String> by) {
        return new Control(
                ID,
                Control.Kind.ANSWER,
                new Control.Addressee(ID, ID, ID, "kenji", "one"),
                Optional.empty(),
                "",
                Optional.of(new Control.Said(number, answer)),
                Control.State.REQUESTED,
                ID,
                by,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty());
    }

    private static String field(Ask.Builder wrong) {
        return catchThrowableOfType(Problem.class, () -> AskFrames.report(wrong.build()))
                .errors()
                .get(0)
                .field();
    }

    private static String tooLarge(Ask.Builder wrong) {
        FrameReader.TooLarge refused =
                catchThrowableOfType(FrameReader.TooLarge.class, () -> AskFrames.report(wrong.build()));
        return refused.field;
    }
}
