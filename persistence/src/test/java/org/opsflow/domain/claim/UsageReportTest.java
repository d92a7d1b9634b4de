package org.opsflow.domain.claim;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.opsflow.domain.change.NumberedChange;
import org.opsflow.domain.shared.JsonText;
import org.opsflow.domain.shared.PublicId;
import org.opsflow.domain.workflow.Definition;
import org.opsflow.domain.workflow.ModelUsage;
import org.opsflow.domain.workflow.Usage;

/** Whatever comes of an attempt's reports, and however often: what it used is counted once. */
class UsageReportTest {
    private static Floor floor;
    private static Worker worker;
    private static Definition definition;

    @BeforeContainer
    static void openFloor() {
        floor = new Floor();
        worker = floor.worker("w1");
        definition = floor.definition(
                Floor.yaml(
                        """
                - {id: a, name: A, phase: one, type: script, command: "true", retries: 3}
                """));
    }

    private enum How {
        NEXT,
        REPEATED,
        WITH_OLD_FENCE,
        WITH_A_GAP,
        OF_ANOTHER_SESSION,
        FAILED_RETRYABLE
    }

    /** @param again whether its batch is applied a second time, as if its commit had not been seen */
    private record Move(How how, String model, Usage usage, boolean again) {
        List<ModelUsage> used() {
            return List.of(new ModelUsage(model, usage));
        }
    }

    @Provide
    Arbitrary<List<Move>> moves() {
        Arbitrary<Long> amount = Arbitraries.longs().between(0, 1_000_000_000_000L);
        Arbitrary<Usage> usage = Combinators.combine(amount, amount, amount, amount, amount)
                .as((calls, input, cached, output, cost) ->
                        new Usage(calls, input, Math.min(input, cached), output, cost));
        return Combinators.combine(
                        Arbitraries.of(How.class),
                        Arbitraries.of("opus", "haiku", "gpt"),
                        usage,
                        Arbitraries.of(true, false))
                .as(Move::new)
                .list()
                .ofMaxSize(12);
    }

    @Property(tries = 60)
    void countsEachReportThatTookEffectOnce(@ForAll("moves") List<Move> moves) {
        Map<String, Usage> expected = new HashMap<>();
        ReadyStep ready = floor.apply(floor.submit(definition)).ready().get(0);
        Worker other = floor.worker("w2");
        Grant grant = floor.running(worker, ready);
        long last = 1;
        int failures = 0;
        Command.Report repeated = null;
        for (Move move : moves) {
            ReportBody used = new ReportBody.Used(move.used());
            Command.Report report =
                    switch (move.how()) {
                        case NEXT -> worker.report(grant, last + 1, used);
                        case REPEATED -> repeated == null ? worker.started(grant) : repeated;
                        case WITH_OLD_FENCE -> worker.report(grant, grant.fence() - 1, last + 1, used);
                        case WITH_A_GAP -> worker.report(grant, last + 2, used);
                        case OF_ANOTHER_SESSION -> other.report(grant, last + 1, used);
                        case FAILED_RETRYABLE ->
                            worker.report(
                                    grant,
                                    last + 1,
                                    new ReportBody.Failed(true, "no", "no", OptionalInt.empty(), move.used()));
                    };
            Engine.Result result = floor.apply(List.of(report), false);
            if (move.again()) {
                floor.apply(List.of(report), true);
            }
            if (move.how() == How.NEXT || move.how() == How.FAILED_RETRYABLE) {
                expected.merge(grant.attemptId() + move.model(), move.usage(), Usage::plus);
                last++;
                repeated = report;
            }
            if (move.how() == How.FAILED_RETRYABLE) {
                if (++failures > 3) {
                    break;
                }
                grant = floor.running(worker, result.ready().get(0));
                last = 1;
            }
        }

        assertThat(ledger(grant)).isEqualTo(expected);
    }

    @Example
    void tellsWhatAllAttemptsOfTheStepUsedBeforeItSaysThatTheStepEnded() {
        ReadyStep ready = floor.apply(floor.submit(definition)).ready().get(0);
        Grant first = floor.running(worker, ready);
        ReadyStep again = floor.apply(worker.report(
                        first, 2, new ReportBody.Failed(true, "no", "no", OptionalInt.empty(), used("opus", 5))))
                .ready()
                .get(0);
        Grant second = floor.running(worker, again);
        floor.committed.clear();

        floor.apply(
                worker.report(second, 2, new ReportBody.Used(used("haiku", 7))),
                worker.report(second, 3, new ReportBody.Completed("1", "", OptionalInt.empty(), used("opus", 11))));

        List<NumberedChange> told = floor.committed.stream()
                .flatMap(batch -> batch.changes().stream())
                .toList();
        assertThat(told)
                .extracting(NumberedChange::type)
                .startsWith("workflow.step.usage_reported", "workflow.step.usage_reported", "workflow.step.completed");
        JsonObject data = JsonText.parse(told.get(1).data()).orElseThrow().asJsonObject();
        assertThat(data.getString("step_id")).isEqualTo(PublicId.STEP.of(second.stepId()));
        assertThat(data.getString("execution_id"))
                .isEqualTo(PublicId.RUN.of(second.plan().runId()));
        assertThat(data.getJsonObject("usage").getInt("output_tokens")).isEqualTo(23);
    }

    @Example
    void refusesAReportThatNamesTooManyModelsAndDoesNotUseUpItsNumber() {
        Grant grant = running();
        floor.apply(worker.report(grant, 2, new ReportBody.Used(models(0, UsageBook.MOST_MODELS))));

        Outcome more = only(worker.report(grant, 3, new ReportBody.Used(used("one-too-many", 1))));
        Outcome known = only(worker.report(grant, 3, new ReportBody.Used(used("m0", 1))));

        assertThat(more).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo(RefusalCode.INVALID);
            assertThat(refused.field()).isEqualTo("usage.models");
            assertThat(refused.message()).contains("32");
        });
        assertThat(known).isEqualTo(new Outcome.Receipted(false));
        assertThat(ledger(grant)).hasSize(UsageBook.MOST_MODELS).doesNotContainKey(grant.attemptId() + "one-too-many");
    }

    @Example
    void refusesUsageBeforeTheWorkBeganAndAfterItEnded() {
        Grant grant = floor.granted(
                worker, floor.apply(floor.submit(definition)).ready().get(0));

        Outcome early = only(worker.report(grant, 1, new ReportBody.Used(used("opus", 1))));
        floor.apply(worker.started(grant), worker.completed(grant));
        Outcome late = only(worker.report(grant, 3, new ReportBody.Used(used("opus", 1))));

        assertThat(((Outcome.Refused) early).code()).isEqualTo(RefusalCode.ILLEGAL_STATE);
        assertThat(late).isEqualTo(Outcome.Refused.leaseLost());
        assertThat(ledger(grant)).isEmpty();
    }

    @Example
    void endsSumsWhereNumbersStopBeingExact() {
        Usage most = new Usage(Usage.MOST, Usage.MOST, 0, Usage.MOST, Usage.MOST);

        assertThat(most.plus(most)).isEqualTo(most);
    }

    private Grant running() {
        return floor.running(
                worker, floor.apply(floor.submit(definition)).ready().get(0));
    }

    private static Outcome only(Command.Report report) {
        return floor.apply(report).outcomes().get(0);
    }

    private static List<ModelUsage> used(String model, long output) {
        return List.of(new ModelUsage(model, new Usage(1, 0, 0, output, 0)));
    }

    private static List<ModelUsage> models(int from, int to) {
        return new ArrayList<>(IntStream.range(from, to)
                .mapToObj(i -> new ModelUsage("m" + i, new Usage(1, 1, 0, 1, 1)))
                .toList());
    }

    /** Of all attempts of the step. */
    private static Map<String, Usage> ledger(Grant grant) {
        return floor.in(() -> floor.usage.ofSteps(List.of(grant.stepId()))).stream()
                .collect(Collectors.toMap(row -> row.attemptId() + row.model(), UsageRow::usage));
    }
}
