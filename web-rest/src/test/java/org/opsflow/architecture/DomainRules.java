package org.opsflow.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.opsflow.domain.bad.AlsoUsesTemplates;
import org.opsflow.domain.bad.UsesEntityManager;
import org.opsflow.domain.bad.UsesTemplates;

/** What of the world the domain sees. */
final class DomainRules {
    private static final String DOMAIN = "org.opsflow.domain..";
    /** Pure libraries, each behind one class. */
    private static final Map<String, String> LIBRARIES = Map.of(
            "org.snakeyaml", "YAML",
            "com.networknt", "JSON Schema",
            "com.fasterxml.jackson", "JSON Schema",
            "com.samskivert", "templates",
            "com.password4j", "password hashes",
            "io.github.bucket4j", "rate limits");

    private DomainRules() {}

    static List<Rule> all() {
        return List.of(
                Rule.of(
                        "The domain sees of the world only Java, some of Jakarta, and pure libraries",
                        noClasses()
                                .that()
                                .resideInAPackage(DOMAIN)
                                .should()
                                .dependOnClassesThat(DescribedPredicate.not(resideInAnyPackage(
                                                "java..",
                                                "org.opsflow.domain..",
                                                "jakarta.enterprise..",
                                                "jakarta.inject..",
                                                "jakarta.transaction..",
                                                "jakarta.validation..",
                                                "jakarta.json..")
                                        .or(persistenceAnnotation())
                                        .or(library())))
                                .orShould()
                                .dependOnClassesThat()
                                .resideInAPackage("java.sql.."),
                        UsesEntityManager.class),
                Rule.of(
                        "Each library is behind one package-private class of the domain",
                        classes().that().resideInAPackage(DOMAIN).should(new BehindOneClass()),
                        UsesTemplates.class,
                        AlsoUsesTemplates.class));
    }

    private static DescribedPredicate<JavaClass> persistenceAnnotation() {
        return DescribedPredicate.describe(
                "annotations of Jakarta Persistence",
                type -> type.getPackageName().equals("jakarta.persistence") && (type.isAnnotation() || type.isEnum()));
    }

    private static DescribedPredicate<JavaClass> library() {
        return DescribedPredicate.describe(
                "pure libraries",
                type -> LIBRARIES.keySet().stream().anyMatch(type.getPackageName()::startsWith)
                        // Arrays of primitives have no package.
                        || type.getPackageName().isEmpty());
    }

    private static final class BehindOneClass extends ArchCondition<JavaClass> {
        private final Map<String, JavaClass> users = new TreeMap<>();

        BehindOneClass() {
            super("share no library and show none");
        }

        @Override
        public void init(java.util.Collection<JavaClass> all) {
            users.clear();
        }

        @Override
        public void check(JavaClass type, ConditionEvents events) {
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                LIBRARIES.forEach((prefix, name) -> {
                    if (dependency.getTargetClass().getPackageName().startsWith(prefix)) {
                        uses(topLevel(type), name, events);
                    }
                });
            }
        }

        private void uses(JavaClass type, String name, ConditionEvents events) {
            JavaClass first = users.computeIfAbsent(name, any -> type);
            if (!first.equals(type)) {
                events.add(SimpleConditionEvent.violated(
                        type, name + " is used by " + type.getName() + " and by " + first.getName()));
            }
            if (type.getModifiers().contains(JavaModifier.PUBLIC)
                    && type.getMethods().stream()
                            .filter(method -> !method.getModifiers().contains(JavaModifier.PRIVATE))
                            .flatMap(method -> method.getAllInvolvedRawTypes().stream())
                            .anyMatch(shown ->
                                    LIBRARIES.keySet().stream().anyMatch(shown.getPackageName()::startsWith))) {
                events.add(SimpleConditionEvent.violated(type, type.getName() + " shows " + name + " to others"));
            }
        }

        private static JavaClass topLevel(JavaClass type) {
            return type.getEnclosingClass().map(BehindOneClass::topLevel).orElse(type);
        }
    }
}
