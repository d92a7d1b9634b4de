package org.opsflow.grpc.claim;

import com.google.protobuf.ByteString;
import java.util.HashSet;
import java.util.List;
import org.opsflow.domain.claim.Control;
import org.opsflow.domain.claim.Gate;
import org.opsflow.domain.claim.ReportBody;
import org.opsflow.proto.agent.v1.Answer;
import org.opsflow.proto.agent.v1.Ask;

/** What agents ask people, and what they are answered. */
final class AskFrames {
    private static final String SHORTEN = "shorten it, or upload it as an artifact and name that.";

    private AskFrames() {}

    static ReportBody report(Ask ask) {
        Gate.Kind kind =
                switch (ask.getKind()) {
                    case ASK_KIND_QUESTION -> Gate.Kind.QUESTION;
                    case ASK_KIND_APPROVAL -> Gate.Kind.APPROVAL;
                    case ASK_KIND_UNSPECIFIED, UNRECOGNIZED -> null;
                };
        FrameReader.check(kind != null, "ask.kind", "must be QUESTION or APPROVAL");
        bounded(ask.getQuestionBytes(), Gate.MAX_QUESTION, "ask.question");
        FrameReader.check(!ask.getQuestion().isBlank(), "ask.question", "must not be blank");
        bounded(ask.getContextBytes(), Gate.MAX_CONTEXT, "ask.context");
        List<String> choices = List.copyOf(ask.getChoicesList());
        FrameReader.check(
                kind == Gate.Kind.QUESTION || choices.isEmpty(),
                "ask.choices",
                "must be empty: an approval is yes or no");
        FrameReader.check(choices.size() <= Gate.MAX_CHOICES, "ask.choices", "must be at most " + Gate.MAX_CHOICES);
        FrameReader.check(
                choices.stream().allMatch(AskFrames::isChoice),
                "ask.choices",
                "must each be 1 to " + Gate.MAX_CHOICE + " characters in one line");
        FrameReader.check(new HashSet<>(choices).size() == choices.size(), "ask.choices", "must name each choice once");
        return new ReportBody.Asked(kind, ask.getQuestion(), choices, ask.getContext());
    }

    private static boolean isChoice(String text) {
        return !text.isBlank()
                && text.length() <= Gate.MAX_CHOICE
                && text.strip().equals(text)
                && text.chars().noneMatch(Character::isISOControl);
    }

    private static void bounded(ByteString text, int maxBytes, String field) {
        if (text.size() > maxBytes) {
            throw new FrameReader.TooLarge(field, maxBytes, SHORTEN);
        }
    }

    static Answer answer(Control control) {
        Control.Said said = control.said().orElseThrow();
        return Answer.newBuilder()
                .setAskId(control.publicId())
                .setAskNumber(said.number())
                .setText(said.answer().text())
                .setChoice(said.answer().choice().orElse(""))
                .setApproved(said.answer().approved().orElse(false))
                .setBy(control.requester().orElse(""))
                .build();
    }
}
