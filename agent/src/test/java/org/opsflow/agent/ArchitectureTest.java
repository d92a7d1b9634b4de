package org.opsflow.agent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.grpc.stub.StreamObserver;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opsflow.agent.bad.BadUtil;

/** Each rule holds, fails on its bad example, and fails when its pattern matches nothing. */
class ArchitectureTest {
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.opsflow.agent");
    private static final String AGENT = "org.opsflow.agent..";

    static Stream<ArchRule> rules() {
        return Stream.of(
                noClasses()
                        .that()
                        .resideInAPackage(AGENT)
                        .should()
                        .callCodeUnitWhere(
                                DescribedPredicate.describe("reads the wall clock", ArchitectureTest::readsWallClock))
                        .as("Waiting uses the process clock"),
                noClasses()
                        .that()
                        .resideInAPackage(AGENT)
                        .should()
                        .callCodeUnitWhere(DescribedPredicate.describe(
                                "uses the machine's language", ArchitectureTest::usesLanguage))
                        .as("Nothing depends on the machine's language"),
                noClasses()
                        .that()
                        .resideInAPackage(AGENT)
                        .and()
                        .doNotBelongToAnyOf(Connection.class, LogCall.class, ArtifactUpload.class)
                        .should()
                        .callCodeUnitWhere(DescribedPredicate.describe("writes to a stream", ArchitectureTest::writes))
                        .as("One class writes to each kind of stream"),
                noMethods()
                        .that()
                        .arePublic()
                        .and()
                        .areDeclaredInClassesThat(DescribedPredicate.describe(
                                "are public", type -> type.getModifiers().contains(JavaModifier.PUBLIC)))
                        .and()
                        .areDeclaredInClassesThat()
                        .resideInAPackage(AGENT)
                        .should()
                        .haveRawReturnType(DescribedPredicate.describe(
                                "is a frame", type -> type.getPackageName().startsWith("org.opsflow.proto")))
                        .as("Frames are no part of the SDK's interface"),
                noClasses()
                        .that()
                        .resideInAPackage(AGENT)
                        .should()
                        .haveNameMatching(".*(Impl|Util\\w*|Helper|Manager)")
                        .as("No class is an Impl, Util, Helper or Manager"),
                noClasses()
                        .that()
                        .resideInAPackage(AGENT)
                        .and()
                        .resideOutsideOfPackage("org.opsflow.agent.runner..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("picocli..", "com.google.gson..", "org.opsflow.agent.runner..")
                        .as("Only the runner sees what programs that use the SDK may leave out"));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void holds(ArchRule rule) {
        rule.check(MAIN);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void failsOnItsBadExample(ArchRule rule) {
        JavaClasses bad = new ClassFileImporter().importClasses(BadUtil.class);

        assertThat(rule.evaluate(bad).hasViolation()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void failsWhenItsPatternMatchesNothing(ArchRule rule) {
        assertThatThrownBy(() -> rule.check(new ClassFileImporter().importClasses(List.of())))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("failed to check any classes");
    }

    private static boolean readsWallClock(JavaCall<?> call) {
        JavaClass owner = call.getTargetOwner();
        String name = call.getTarget().getName();
        return (name.equals("now") && owner.isAssignableTo(Temporal.class))
                || (name.equals("currentTimeMillis") && owner.isEquivalentTo(System.class));
    }

    private static boolean usesLanguage(JavaCall<?> call) {
        return call.getTargetOwner().isEquivalentTo(String.class)
                && Set.of("toLowerCase", "toUpperCase", "format", "formatted")
                        .contains(call.getTarget().getName())
                && call.getTarget().getRawParameterTypes().stream()
                        .noneMatch(type -> type.isEquivalentTo(java.util.Locale.class));
    }

    private static boolean writes(JavaCall<?> call) {
        return !call.getTargetOwner().equals(call.getOriginOwner())
                && call.getTargetOwner().isAssignableTo(StreamObserver.class)
                && Set.of("onNext", "onError", "onCompleted")
                        .contains(call.getTarget().getName());
    }
}
