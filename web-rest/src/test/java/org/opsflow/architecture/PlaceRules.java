package org.opsflow.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import io.grpc.stub.StreamObserver;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Set;
import org.opsflow.domain.bad.UsesFrames;
import org.opsflow.grpc.bad.IsTransactional;
import org.opsflow.grpc.bad.WritesToAStream;
import org.opsflow.grpc.shared.Outbox;
import org.opsflow.web.bad.FiresEvents;
import org.opsflow.web.bad.UsesSql;

/** What happens in one place only. */
final class PlaceRules {
    private static final String[] OUTSIDE_OF_DOMAIN = {
        "org.opsflow.persistence..", "org.opsflow.grpc..", "org.opsflow.web.."
    };
    private static final Set<String> WRITES = Set.of("onNext", "onError", "onCompleted");

    private PlaceRules() {}

    static List<Rule> all() {
        return List.of(
                Rule.of(
                        "Only persistence sees EntityManager and SQL",
                        noClasses()
                                .that()
                                .resideInAnyPackage("org.opsflow.domain..", "org.opsflow.grpc..", "org.opsflow.web..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage("java.sql..", "org.eclipse.persistence..")
                                .orShould()
                                .dependOnClassesThat(DescribedPredicate.describe(
                                        "more of Jakarta Persistence than its annotations",
                                        PlaceRules::isEntityManager)),
                        UsesSql.class),
                Rule.of(
                        "Only use cases are transactional",
                        noMethods()
                                .that()
                                .areDeclaredInClassesThat()
                                .resideInAnyPackage(OUTSIDE_OF_DOMAIN)
                                .should()
                                .beAnnotatedWith(Transactional.class)
                                .orShould()
                                .beDeclaredInClassesThat()
                                .areAnnotatedWith(Transactional.class),
                        IsTransactional.class),
                Rule.of(
                        "Only use cases fire events",
                        noClasses()
                                .that()
                                .resideInAnyPackage(OUTSIDE_OF_DOMAIN)
                                .should()
                                .dependOnClassesThat()
                                .areAssignableTo(Event.class),
                        FiresEvents.class),
                Rule.of(
                        "Frames stay inside the agents' door",
                        noClasses()
                                .that()
                                .resideInAnyPackage(
                                        "org.opsflow.domain..", "org.opsflow.persistence..", "org.opsflow.web..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage("org.opsflow.proto..", "com.google.protobuf..", "io.grpc.."),
                        UsesFrames.class),
                Rule.of(
                        "One class writes to streams",
                        noClasses()
                                .that()
                                .resideInAPackage("org.opsflow.grpc..")
                                .and()
                                .doNotBelongToAnyOf(Outbox.class)
                                .should()
                                .callCodeUnitWhere(
                                        DescribedPredicate.describe("writes to a stream", PlaceRules::writesToAStream)),
                        WritesToAStream.class));
    }

    private static boolean isEntityManager(JavaClass type) {
        return type.getPackageName().startsWith("jakarta.persistence") && !type.isAnnotation() && !type.isEnum();
    }

    private static boolean writesToAStream(JavaCall<?> call) {
        // A bridge method calls its own class.
        return !call.getTargetOwner().equals(call.getOriginOwner())
                && call.getTargetOwner().isAssignableTo(StreamObserver.class)
                && WRITES.contains(call.getTarget().getName());
    }
}
