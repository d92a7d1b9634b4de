package org.opsflow.conformance;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import org.opsflow.agent.Answer;
import org.opsflow.agent.Ask;
import org.opsflow.agent.Comment;
import org.opsflow.agent.OpsflowAgent;
import org.opsflow.agent.Outcome;
import org.opsflow.agent.Work;

/** Does what a command cannot: asks people for an approval, and remarks on the answer. By our SDK, as a program of its own. */
final class AskingAgent {
    private AskingAgent() {}

    /** @param arguments the state directory */
    public static void main(String[] arguments) {
        OpsflowAgent agent = OpsflowAgent.builder()
                .server(System.getenv("OPSFLOW_SERVER"))
                .key(System.getenv("OPSFLOW_KEY"))
                .stateDirectory(Path.of(arguments[0]))
                .capability("function:approve")
                .handler(AskingAgent::approve)
                .start();
        System.out.println(agent.ended().join().message());
    }

    private static Outcome approve(Work work) throws Exception {
        String question = JsonParser.parseString(work.assignment().argsJson())
                .getAsJsonObject()
                .get("question")
                .getAsString();
        Answer answer = work.ask(Ask.approval(question)).get();
        work.comment(Comment.onStep(answer.by() + " has answered."));
        JsonObject output = new JsonObject();
        output.addProperty("approved", answer.approved());
        return Outcome.completed(output.toString());
    }
}
