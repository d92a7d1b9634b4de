package org.opsflow.conformance;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.opsflow.agent.Answer;
import org.opsflow.agent.Ask;
import org.opsflow.agent.Comment;
import org.opsflow.agent.OpsflowAgent;
import org.opsflow.agent.Outcome;
import org.opsflow.agent.Work;

/**
 * Does what a command cannot: asks people for an approval and remarks on the answer, and says that something is wrong with the
 * agent. By our SDK, as a program of its own.
 */
final class FunctionAgent {
    private FunctionAgent() {}

    /** @param arguments the state directory */
    public static void main(String[] arguments) {
        CompletableFuture<OpsflowAgent> self = new CompletableFuture<>();
        OpsflowAgent agent = OpsflowAgent.builder()
                .server(System.getenv("OPSFLOW_SERVER"))
                .key(System.getenv("OPSFLOW_KEY"))
                .stateDirectory(Path.of(arguments[0]))
                .capability("function:approve")
                .capability("function:trouble")
                .handler(work ->
                        work.assignment().function().equals("approve") ? approve(work) : trouble(work, self.get()))
                .start();
        self.complete(agent);
        System.out.println(agent.ended().join().message());
    }

    private static Outcome approve(Work work) throws Exception {
        Answer answer = work.ask(Ask.approval(argument(work, "question"))).get();
        work.comment(Comment.onStep(answer.by() + " has answered."));
        JsonObject output = new JsonObject();
        output.addProperty("approved", answer.approved());
        return Outcome.completed(output.toString());
    }

    private static Outcome trouble(Work work, OpsflowAgent agent) {
        agent.error(argument(work, "code"), argument(work, "message"));
        return Outcome.completed("{}");
    }

    private static String argument(Work work, String name) {
        return JsonParser.parseString(work.assignment().argsJson())
                .getAsJsonObject()
                .get(name)
                .getAsString();
    }
}
