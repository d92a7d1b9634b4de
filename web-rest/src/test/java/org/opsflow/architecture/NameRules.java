package org.opsflow.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import java.util.List;
import org.opsflow.domain.bad.StepUtils;
import org.opsflow.domain.bad.util.InAForbiddenPackage;

/** Names that say nothing. */
final class NameRules {
    private static final String ALL = "org.opsflow..";

    private NameRules() {}

    static List<Rule> all() {
        return List.of(
                Rule.of(
                        "No class is an Impl, Util, Helper or Manager",
                        noClasses()
                                .that()
                                .resideInAPackage(ALL)
                                .should()
                                .haveNameMatching(".*(Impl|Util\\w*|Helper|Manager)"),
                        StepUtils.class),
                Rule.of(
                        "No package is util, common or impl",
                        noClasses()
                                .that()
                                .resideInAPackage(ALL)
                                .should()
                                .resideInAnyPackage("..util..", "..common..", "..impl.."),
                        InAForbiddenPackage.class));
    }
}
