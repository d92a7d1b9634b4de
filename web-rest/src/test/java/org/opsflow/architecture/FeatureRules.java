package org.opsflow.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.opsflow.domain.change.UsesALaterFeature;
import org.opsflow.domain.knot.Knot;
import org.opsflow.domain.tangle.Tangle;

/** Features are named alike in every module; each may use those before it. */
final class FeatureRules {
    private static final List<Set<String>> ORDER = List.of(
            Set.of("shared"),
            // Only in the people's door: what its document says.
            Set.of("contract"),
            Set.of("change"),
            Set.of("workspace"),
            Set.of("audit"),
            Set.of("identity"),
            Set.of("blob"),
            Set.of("agent"),
            Set.of("planning"),
            Set.of("task"),
            Set.of("document"),
            Set.of("budget"),
            Set.of("workflow"),
            Set.of("claim"),
            Set.of(
                    "message",
                    "activity",
                    "board",
                    "sla",
                    "memory",
                    "automation",
                    "routing",
                    "insight",
                    "notification",
                    "integration",
                    // Only files: the page itself.
                    "dashboard"),
            // Puts a door together.
            Set.of("boot"));
    /** Where the doors break the order today. What is mended must leave the list, and nothing may enter it. */
    private static final Set<String> KNOWN = Set.of(
            // What every call needs: who calls.
            "grpc.shared -> domain.identity",
            "web.shared -> domain.identity",
            // And what every refusal is told to.
            "grpc.shared -> domain.audit",
            "web.shared -> domain.audit",
            // Submitting a run is a use case of claim, since it goes through the lanes.
            "grpc.workflow -> domain.claim",
            "web.workflow -> domain.claim",
            // And what people ask of agents is told to their sessions.
            "web.agent -> domain.claim",
            // Reading for people is one feature, while their resources are named after what they show.
            "web.agent -> domain.board",
            "web.workflow -> domain.board");

    private FeatureRules() {}

    static List<Rule> all() {
        return List.of(
                Rule.of(
                        "Features are free of cycles",
                        slices().matching("org.opsflow.(*).(*)..").should().beFreeOfCycles(),
                        Knot.class,
                        Tangle.class),
                Rule.of(
                        "Features use only those before them",
                        classes()
                                .that()
                                .resideInAnyPackage(
                                        "org.opsflow.domain..",
                                        "org.opsflow.persistence..",
                                        "org.opsflow.grpc..",
                                        "org.opsflow.web..")
                                .should(new UseEarlierFeatures()),
                        UsesALaterFeature.class));
    }

    /** Of a class, if it is in one: its module and its feature. */
    private record Feature(String module, String name) {
        private static final Pattern PACKAGE =
                Pattern.compile("org\\.opsflow\\.(domain|persistence|grpc|web)\\.(\\w+)(\\..*)?");

        static Optional<Feature> of(JavaClass type) {
            Matcher matcher = PACKAGE.matcher(type.getPackageName());
            return matcher.matches() ? Optional.of(new Feature(matcher.group(1), matcher.group(2))) : Optional.empty();
        }

        int rank() {
            for (int rank = 0; rank < ORDER.size(); rank++) {
                if (ORDER.get(rank).contains(name)) {
                    return rank;
                }
            }
            throw new AssertionError("The feature '" + name + "' has no place in the order");
        }

        boolean mayUse(Feature other) {
            return name.equals(other.name) || other.rank() < rank();
        }

        @Override
        public String toString() {
            return module + "." + name;
        }
    }

    private static final class UseEarlierFeatures extends ArchCondition<JavaClass> {
        private final Set<String> met = new HashSet<>();

        UseEarlierFeatures() {
            super("use only features before their own");
        }

        @Override
        public void check(JavaClass type, ConditionEvents events) {
            Optional<Feature> own = Feature.of(type);
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                Optional<Feature> used = Feature.of(dependency.getTargetClass());
                if (own.isEmpty() || used.isEmpty() || own.get().mayUse(used.get())) {
                    continue;
                }
                String edge = own.get() + " -> " + used.get();
                if (KNOWN.contains(edge)) {
                    met.add(edge);
                } else {
                    events.add(SimpleConditionEvent.violated(dependency, edge + ": " + dependency.getDescription()));
                }
            }
        }

        @Override
        public void finish(ConditionEvents events) {
            if (!met.isEmpty()) {
                KNOWN.stream()
                        .filter(edge -> !met.contains(edge))
                        .forEach(edge -> events.add(
                                SimpleConditionEvent.violated(edge, edge + " is mended: take it from the list")));
            }
            met.clear();
        }
    }
}
