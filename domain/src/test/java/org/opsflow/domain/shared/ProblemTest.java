package org.opsflow.domain.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.shared.Problem.FieldError;
import org.opsflow.domain.shared.Problem.Kind;

class ProblemTest {
    @Test
    void namesTheFieldThatIsWrong() {
        Problem problem = Problem.invalid("args.branch", "is missing");

        assertThat(problem).hasMessage("args.branch: is missing");
        assertThat(problem.kind()).isEqualTo(Kind.INVALID);
        assertThat(problem.errors()).containsExactly(new FieldError("args.branch", "is missing", "", 0, 0));
    }

    @Test
    void keepsEveryErrorAndTellsTheFirst() {
        List<FieldError> errors = new ArrayList<>(List.of(
                new FieldError("a", "is wrong", "", 3, 4), new FieldError("b", "too"), new FieldError("c", "too")));
        Problem problem = Problem.invalid(errors);
        errors.clear();

        assertThat(problem).hasMessage("a: is wrong (and 2 more)");
        assertThat(problem.errors()).hasSize(3);
    }

    @Test
    void repeatsNoMoreOfAnIdThanPeopleCanRead() {
        assertThat(Problem.notFound("run", "x".repeat(1_000_000)).getMessage())
                .startsWith("There is no run 'xxx")
                .hasSizeLessThan(120);
    }

    @Test
    void carriesKindAndCodeOfEachReason() {
        assertThat(Problem.notFound("run", "run_1")).hasMessage("There is no run 'run_1' here.");
        assertThat(Problem.notFound("run", "x").kind()).isEqualTo(Kind.NOT_FOUND);
        assertThat(Problem.conflict("taken", "m").kind()).isEqualTo(Kind.CONFLICT);
        assertThat(Problem.conflict("taken", "m").code()).isEqualTo("taken");
        assertThat(Problem.unauthenticated("no_key", "m").kind()).isEqualTo(Kind.UNAUTHENTICATED);
        assertThat(Problem.forbidden("role", "m").kind()).isEqualTo(Kind.FORBIDDEN);
        assertThat(Problem.forbidden("role", "m").retryAfter()).isEmpty();
    }

    @Test
    void tellsWhenToTryAgain() {
        assertThat(Problem.overloaded(Duration.ofSeconds(1)).retryAfter()).contains(Duration.ofSeconds(1));
        assertThat(Problem.tooMany("Slowly.", Duration.ofSeconds(9)).retryAfter())
                .contains(Duration.ofSeconds(9));
        assertThat(Problem.tooMany("Slowly.", Duration.ofSeconds(9)).kind()).isEqualTo(Kind.TOO_MANY);
    }

    @Test
    void costsNoStackTrace() {
        assertThat(Problem.invalid("a", "b").getStackTrace()).isEmpty();
    }
}
