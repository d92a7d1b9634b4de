package org.opsflow.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import org.opsflow.domain.bad.UsesThePeoplesDoor;
import org.opsflow.grpc.bad.UsesPersistence;
import org.opsflow.persistence.bad.UsesTheAgentsDoor;
import org.opsflow.web.bad.UsesSql;

/** Which module sees which. */
final class ModuleRules {
    private static final String DOMAIN = "org.opsflow.domain..";
    private static final String PERSISTENCE = "org.opsflow.persistence..";
    private static final String GRPC = "org.opsflow.grpc..";
    private static final String PROTO = "org.opsflow.proto..";
    private static final String WEB = "org.opsflow.web..";
    /** Puts the parts of the WAR together, and is the only package of a door that sees other modules than the domain. */
    private static final String COMPOSITION = "org.opsflow.web.boot..";

    private ModuleRules() {}

    static List<Rule> all() {
        return List.of(
                Rule.of(
                        "The domain sees nothing else of ours",
                        noClasses().that().resideInAPackage(DOMAIN).should().dependOnClassesThat(oursBut(DOMAIN)),
                        UsesThePeoplesDoor.class),
                Rule.of(
                        "Persistence sees only the domain",
                        noClasses()
                                .that()
                                .resideInAPackage(PERSISTENCE)
                                .should()
                                .dependOnClassesThat(oursBut(DOMAIN, PERSISTENCE)),
                        UsesTheAgentsDoor.class),
                Rule.of(
                        "The agents' door sees only the domain and its contract",
                        noClasses()
                                .that()
                                .resideInAPackage(GRPC)
                                .should()
                                .dependOnClassesThat(oursBut(DOMAIN, GRPC, PROTO)),
                        UsesPersistence.class),
                Rule.of(
                        "The people's door sees only the domain",
                        noClasses()
                                .that()
                                .resideInAPackage(WEB)
                                .and()
                                .resideOutsideOfPackage(COMPOSITION)
                                .should()
                                .dependOnClassesThat(oursBut(DOMAIN, WEB)),
                        UsesSql.class),
                Rule.of(
                        "Nobody sees the people's door",
                        noClasses()
                                .that()
                                .resideInAnyPackage(DOMAIN, PERSISTENCE, GRPC)
                                .should()
                                .dependOnClassesThat(resideInAPackage(WEB)),
                        UsesThePeoplesDoor.class));
    }

    private static DescribedPredicate<JavaClass> oursBut(String... allowed) {
        return resideInAPackage("org.opsflow..").and(DescribedPredicate.not(resideInAnyPackage(allowed)));
    }
}
