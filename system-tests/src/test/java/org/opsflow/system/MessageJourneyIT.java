package org.opsflow.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.opsflow.system.Tab.testId;

import com.google.gson.JsonObject;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opsflow.proto.agent.v1.Accept;
import org.opsflow.proto.agent.v1.AgentFrame;
import org.opsflow.proto.agent.v1.Ask;
import org.opsflow.proto.agent.v1.AskKind;
import org.opsflow.proto.agent.v1.Checkpoint;
import org.opsflow.proto.agent.v1.Completed;
import org.opsflow.proto.agent.v1.ControlAck;
import org.opsflow.proto.agent.v1.Credits;
import org.opsflow.proto.agent.v1.Message;
import org.opsflow.proto.agent.v1.MessageKind;
import org.opsflow.proto.agent.v1.MessageRead;
import org.opsflow.proto.agent.v1.ModelUsage;
import org.opsflow.proto.agent.v1.ServerFrame;
import org.opsflow.proto.agent.v1.Started;
import org.opsflow.proto.agent.v1.Usage;

/**
 * Somebody opens a step that an agent works on, sees what it tells another agent and how far that has come, and answers what
 * it asks.
 */
@ExtendWith(SharedServer.class)
class MessageJourneyIT {

    private static final String YAML =
            """
            name: Written to others
            phases: [only]
            steps:
              - id: write
                phase: only
                type: script
                requires: [letters]
                command: "true"
            """;

    private static final String TEXT = "Tests pass; please write the notes. <b>Now.</b>";

    private final LiveServer server;
    private final Browser browser;
    private final Tab page;

    MessageJourneyIT(LiveServer server) throws IOException {
        this.server = server;
        this.browser = Browser.open();
        this.page = browser.tab("messages");
    }

    @AfterEach
    void close(TestInfo test) throws IOException {
        try {
            page.photograph(
                    Path.of("target/board", test.getTestMethod().orElseThrow().getName() + ".png"));
            assertThat(page.errors()).isEmpty();
        } finally {
            browser.close();
        }
    }

    @Test
    void showsOnTheStepWhatItsAgentTellsOthersAndWhetherTheyHaveReadIt() {
        var writer = server.people().registerAgent("Letter writer");
        var reader = server.people().registerAgent("Letter reader");
        page.signIn(server);
        try (var writing = greeted(writer, List.of("script", "letters"))) {
            var run = server.people().submit(server.people().publish(YAML), new JsonObject());
            var granted = begun(writing);
            page.click(testId("run-card-" + run));
            page.click(testId("step-write"));
            page.click(testId("tab-messages"));
            page.sees(testId("step-panel"), "No agent has written yet.");

            tells(writing, granted);
            page.sees(testId("messages"), "Letter writer");
            page.sees(testId("messages"), TEXT);
            page.sees(testId("message-state"), "Waits for the agent");
            try (var reading = greeted(reader, List.of("script"))) {
                var message = reading.await(ServerFrame::hasMessage).getMessage();
                page.sees(testId("message-state"), "Delivered, not read yet");
                reading.send(AgentFrame.newBuilder()
                        .setMessageRead(MessageRead.newBuilder().addMessageIds(message.getMessageId()))
                        .build());
                page.sees(testId("message-state") + ":text-is(\"Read\")");
            }
            tellsWhatItCosts(writing, granted);
            page.sees(testId("step-usage"), "1.5K tokens");
            page.click(testId("tab-attempts"));
            page.sees(testId("checkpoint"), "12 B");
            isAnswered(writing, granted);
            page.click(testId("tab-messages"));
            page.click(testId("messages") + " a:has-text(\"Letter writer\")");
            page.sees(testId("agent-page"), TEXT);
            server.people().cancel(run);
        }
    }

    private Conversation greeted(String key, List<String> capabilities) {
        return Conversation.greeted(
                server.grpcPort(),
                key,
                Conversation.hello("letters", 1, capabilities).build());
    }

    private static ServerFrame begun(Conversation writing) {
        writing.send(AgentFrame.newBuilder()
                .setCredits(Credits.newBuilder().setAmount(1))
                .build());
        var offer = writing.await(ServerFrame::hasOffer).getOffer().getOfferId();
        writing.send(AgentFrame.newBuilder()
                .setAccept(Accept.newBuilder().setOfferId(offer))
                .build());
        var granted = writing.await(ServerFrame::hasGranted);
        report(writing, granted, AgentFrame.newBuilder().setNumber(1).setStarted(Started.getDefaultInstance()));
        return granted;
    }

    private static void tells(Conversation writing, ServerFrame granted) {
        var message = Message.newBuilder()
                .setClientId("letter-1")
                .setAgent("letter-reader")
                .setKind(MessageKind.MESSAGE_KIND_HANDOFF)
                .setText(TEXT);
        writing.send(AgentFrame.newBuilder()
                .setAttemptId(granted.getAttemptId())
                .setFence(granted.getFence())
                .setMessage(message)
                .build());
        writing.await(frame -> frame.getReceipt().getClientId().equals("letter-1"));
    }

    private static void tellsWhatItCosts(Conversation writing, ServerFrame granted) {
        var used = ModelUsage.newBuilder()
                .setModel("claude-sonnet-4-5")
                .setCalls(3)
                .setInputTokens(1_000)
                .setOutputTokens(500)
                .setCostMicros(12_300);
        report(
                writing,
                granted,
                AgentFrame.newBuilder().setNumber(2).setUsage(Usage.newBuilder().addModels(used)));
        report(
                writing,
                granted,
                AgentFrame.newBuilder()
                        .setNumber(3)
                        .setCheckpoint(Checkpoint.newBuilder().setState(ByteString.copyFromUtf8("twelve bytes"))));
    }

    /** In what only came to the page by itself; the work waits for it, and ends. */
    private void isAnswered(Conversation writing, ServerFrame granted) {
        var ask = Ask.newBuilder().setKind(AskKind.ASK_KIND_APPROVAL).setQuestion("Publish the *notes*?");
        report(writing, granted, AgentFrame.newBuilder().setNumber(4).setAsk(ask));
        page.sees(testId("step-write") + " " + testId("waiting"));
        page.sees(testId("asks"), "Publish the notes?");
        page.fill(testId("asks") + " textarea", "But not today.");
        page.click(testId("asks") + " button:text-is(\"Approve\")");

        var answer = writing.await(ServerFrame::hasAnswer).getAnswer();
        assertThat(answer.getAskNumber()).isEqualTo(4);
        assertThat(answer.getApproved()).isTrue();
        assertThat(answer.getText()).isEqualTo("But not today.");
        writing.send(AgentFrame.newBuilder()
                .setControlAck(ControlAck.newBuilder().setControlId(answer.getAskId()))
                .build());
        report(writing, granted, AgentFrame.newBuilder().setNumber(5).setCompleted(Completed.getDefaultInstance()));
        page.sees(testId("step-write") + "[data-state=completed]:not(:has(" + testId("waiting") + "))");
    }

    private static void report(Conversation writing, ServerFrame granted, AgentFrame.Builder report) {
        writing.send(report.setAttemptId(granted.getAttemptId())
                .setFence(granted.getFence())
                .build());
        writing.await(frame -> frame.hasReceipt() && frame.getNumber() == report.getNumber());
    }
}
