package org.opsflow.example;

import java.nio.file.Path;
import org.opsflow.agent.FailureKind;
import org.opsflow.agent.OpsflowAgent;
import org.opsflow.agent.Outcome;
import org.opsflow.agent.Work;

/** Greets: does steps of the type function, named greet. */
public final class GreetingAgent {

    public static void main(String[] args) {
        OpsflowAgent agent = OpsflowAgent.builder()
                .server(System.getenv("OPSFLOW_SERVER"))
                .key(System.getenv("OPSFLOW_KEY"))
                .stateDirectory(Path.of(args[0]))
                .capability("function:greet")
                .handler(GreetingAgent::greet)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(agent::close));
        System.out.println(agent.ended().join().message());
    }

    private static Outcome greet(Work work) {
        if (!work.assignment().function().equals("greet")) {
            return Outcome.failed(FailureKind.TERMINAL, "incapable", "This agent only greets.");
        }
        work.progress(50, "greeting");
        return Outcome.completed("{\"greeted\": " + work.assignment().argsJson() + "}");
    }
}
