package org.opsflow.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule holds, fails on its bad example, and fails when its pattern matches nothing. */
class ArchitectureTest {
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.opsflow.domain", "org.opsflow.persistence", "org.opsflow.grpc", "org.opsflow.web");

    static Stream<Rule> rules() {
        return Stream.of(
                        ModuleRules.all(),
                        DomainRules.all(),
                        FeatureRules.all(),
                        PlaceRules.all(),
                        TimeRules.all(),
                        NameRules.all())
                .flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void holds(Rule rule) {
        rule.rule().check(MAIN);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void failsOnItsBadExample(Rule rule) {
        JavaClasses bad = new ClassFileImporter().importClasses(rule.bad());

        assertThat(rule.rule().allowEmptyShould(true).evaluate(bad).hasViolation())
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void failsWhenItsPatternMatchesNothing(Rule rule) {
        JavaClasses nothing = new ClassFileImporter().importClasses(List.of());

        assertThatThrownBy(() -> rule.rule().check(nothing))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("failed to check any classes");
    }
}
