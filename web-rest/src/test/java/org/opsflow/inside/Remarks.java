package org.opsflow.inside;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;
import org.opsflow.inside.Browser.Page;
import org.opsflow.proto.agent.v1.AgentFrame;
import org.opsflow.proto.agent.v1.Comment;
import org.opsflow.proto.agent.v1.CommentScope;
import org.opsflow.proto.agent.v1.ServerFrame;

/** What people and agents say of a run, side by side. */
interface Remarks {

    @Test
    @RunAsClient
    default void peopleAndAgentsCommentAndEverybodyIsTold() throws SQLException {
        Neighbours home = Neighbours.moveIn();
        Browser owner = home.owner();
        Browser viewer = home.memberOf("viewer");
        try (WorkingAgent agent = WorkingAgent.hired(owner);
                BoardClient page = BoardClient.open(owner)) {
            page.say("{\"type\": \"resume\"}");
            page.await("snapshot");
            ServerFrame granted = agent.begin();
            String step = granted.getGranted().getStepId();
            String path = "/api/workflow-executions/" + granted.getGranted().getRunId() + "/comments";
            agent.report(AgentFrame.newBuilder()
                    .setComment(Comment.newBuilder()
                            .setScope(CommentScope.COMMENT_SCOPE_STEP)
                            .setText("three tests fail")));
            page.changesUntil("workflow.comment.created");

            Page made = viewer.post(path, "{\"text\": \"<b>which?</b>\"}");

            assertThat(made.status()).as(made.body()).isEqualTo(201);
            page.await(frame -> frame.toString().contains("<b>which?</b>"));
            List<JsonObject> all = comments(owner, path);
            assertThat(all)
                    .extracting(comment -> comment.getString("text"))
                    .containsExactly("three tests fail", "<b>which?</b>");
            assertThat(all)
                    .extracting(comment -> comment.getString("comment_type"))
                    .containsExactly("agent", "user");
            assertThat(comments(owner, path + "?step_id=" + step)).hasSize(1);
            assertThat(audited(all.get(1).getString("id"))).isEqualTo(1);
            assertThat(audited(all.get(0).getString("id"))).isZero();
        }
    }

    @Test
    @RunAsClient
    default void aCommentThatIsWrongIsRefusedByItsField() {
        Neighbours home = Neighbours.moveIn();
        Browser owner = home.owner();
        String path = "/api/workflow-executions/" + home.ids().get("run") + "/comments";
        String foreign = Neighbours.moveIn().ids().get("step");

        assertThat(field(owner.post(path, "{\"text\": \" \"}"))).isEqualTo("text");
        assertThat(field(owner.post(path, said("é".repeat(8_193))))).isEqualTo("text");
        assertThat(field(owner.post(path, "{\"text\": \"x\", \"step_id\": \"" + foreign + "\"}")))
                .isEqualTo("step_id");
        Page spoofed = owner.post(path, "{\"text\": \"x\", \"comment_type\": \"agent\"}");
        assertThat(spoofed.status()).isEqualTo(403);
        assertThat(owner.post(path, said("é".repeat(8_192))).status()).isEqualTo(201);
        assertThat(comments(owner, path)).hasSize(1);
    }

    private static String said(String text) {
        return Json.createObjectBuilder().add("text", text).build().toString();
    }

    private static List<JsonObject> comments(Browser browser, String path) {
        return browser.get(path).json().getJsonArray("data").getValuesAs(JsonObject.class);
    }

    private static String field(Page page) {
        assertThat(page.status()).as(page.body()).isEqualTo(422);
        return page.json().getJsonArray("errors").getJsonObject(0).getString("field");
    }

    private static int audited(String id) throws SQLException {
        try (Connection database = ServerUnderTest.get().database().connect();
                PreparedStatement query = database.prepareStatement(
                        "SELECT COUNT(*) FROM audit_entry WHERE action = 'comment.create' AND target_id = ?")) {
            query.setString(1, id);
            try (ResultSet results = query.executeQuery()) {
                results.next();
                return results.getInt(1);
            }
        }
    }
}
