package org.opsflow.domain.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.workflow.Definition;
import org.opsflow.domain.workflow.ModelUsage;
import org.opsflow.domain.workflow.Usage;

/** What a batch costs must not grow with its size. */
class EngineCostTest {
    private final Floor floor = new Floor();
    private final Worker worker = floor.worker("w1");
    private final Definition definition = floor.definition(
            Floor.yaml("""
            - {id: a, name: A, phase: one, type: script, command: "true"}
            """));

    @Test
    void aBatchOf64CostsAsManyStatementsAsABatchOfOne() {
        cost(1);
        cost(1);
        List<Long> one = cost(1);
        List<Long> many = cost(64);

        assertThat(many).isEqualTo(one);
    }

    /** A statement of another text has to be prepared first, and takes the place of one that is known. */
    @Test
    void aBatchOfAnotherSizeIsMadeOfTheSameStatements() {
        cost(64);
        long before = floor.prepared();
        cost(33);
        cost(50);

        assertThat(floor.prepared()).isEqualTo(before);
    }

    /** Statements of submitting, claiming, starting, using models and completing so many runs, each move one batch. */
    private List<Long> cost(int size) {
        List<Long> statements = new ArrayList<>();
        List<Command> submits = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Command.Submit submit = floor.submit(definition);
            submits.add(new Command.Submit(
                    submit.plan(),
                    submit.priority(),
                    Optional.of("client-" + submit.plan().runId()),
                    submit.createdBy()));
        }
        Engine.Result submitted = measured(submits, statements);
        List<Command> claims = new ArrayList<>();
        submitted.ready().forEach(step -> claims.add(worker.claim(floor.ids.next(), step)));
        List<Grant> grants = measured(claims, statements).outcomes().stream()
                .map(outcome -> ((Outcome.Granted) outcome).grant())
                .toList();
        measured(grants.stream().<Command>map(worker::started).toList(), statements);
        measured(used(grants, 2, "opus", "haiku"), statements);
        measured(used(grants, 3, "haiku", "gpt"), statements);
        measured(reached(grants, 4), statements);
        measured(reached(grants, 5), statements);
        ReportBody asked = new ReportBody.Asked(Gate.Kind.QUESTION, "Which?", List.of("a", "b"), "");
        measured(
                grants.stream()
                        .<Command>map(grant -> worker.report(grant, 6, asked))
                        .toList(),
                statements);
        measured(
                grants.stream()
                        .<Command>map(grant ->
                                worker.report(grant, 7, new ReportBody.Commented(grant.number() > 0, "hm", List.of())))
                        .toList(),
                statements);
        Engine.Result completed = measured(
                grants.stream()
                        .<Command>map(grant -> worker.report(grant, 8, Worker.completion()))
                        .toList(),
                statements);
        assertThat(completed.outcomes()).hasSize(size).allMatch(outcome -> outcome.equals(new Outcome.Receipted(true)));
        return statements;
    }

    private List<Command> reached(List<Grant> grants, long number) {
        ReportBody reached = new ReportBody.Checkpointed(new Checkpoint.State(new byte[] {1, 2, 3}));
        return grants.stream()
                .<Command>map(grant -> worker.report(grant, number, reached))
                .toList();
    }

    private List<Command> used(List<Grant> grants, long number, String... models) {
        ReportBody used = new ReportBody.Used(Stream.of(models)
                .map(model -> new ModelUsage(model, new Usage(1, 2, 1, 3, 4)))
                .toList());
        return grants.stream()
                .<Command>map(grant -> worker.report(grant, number, used))
                .toList();
    }

    private Engine.Result measured(List<Command> commands, List<Long> statements) {
        return floor.inOne(() -> {
            long before = floor.statements();
            Engine.Result result = floor.engine.apply(commands, false, Engine.Ahead.NONE);
            statements.add(floor.statements() - before);
            return result;
        });
    }
}
