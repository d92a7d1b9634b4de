package org.opsflow.web.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opsflow.domain.shared.Problem;

class RequestFieldsTest {
    @Test
    void readsWhatIsThere() {
        RequestFields fields = RequestFields.of("{\"name\": \"Kenji\", \"args\": {\"a\": 1}, \"emoji\": null}");

        assertThat(fields.text("name")).isEqualTo("Kenji");
        assertThat(fields.optionalObject("args")).isPresent();
        assertThat(fields.optionalText("emoji")).isEmpty();
        fields.check();
    }

    @Test
    void namesEverythingThatIsWrongAtOnce() {
        RequestFields fields = RequestFields.of("{\"name\": 3, \"args\": \"x\", \"count\": 1.5, \"colour\": \"red\"}");
        fields.text("name");
        fields.text("email");
        fields.optionalObject("args");
        fields.optionalInteger("count");

        Problem problem = catchThrowableOfType(Problem.class, fields::check);

        assertThat(problem.kind()).isEqualTo(Problem.Kind.INVALID);
        assertThat(problem.errors())
                .extracting(Problem.FieldError::field)
                .containsExactly("name", "email", "args", "count", "colour");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "3", "{\"a\":1} x", "null"})
    void refusesWhatIsNotOneObject(String body) {
        assertThatThrownBy(() -> RequestFields.of(body)).isInstanceOf(MalformedBody.class);
    }
}
