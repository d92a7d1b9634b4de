package org.opsflow.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.Temporal;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TimeZone;
import java.util.UUID;
import org.opsflow.domain.bad.MakesIds;
import org.opsflow.domain.bad.ReadsTheWallClock;
import org.opsflow.domain.bad.UsesADefaultLocale;
import org.opsflow.domain.shared.Ids;
import org.opsflow.persistence.shared.DatabaseClock;

/** One clock, one maker of ids, no zone and no language of the machine. */
final class TimeRules {
    private static final String ALL = "org.opsflow..";
    /** Answers whether the server lives, also when the database, and its clock with it, does not. */
    private static final String HEALTH = "org.opsflow.web.boot.HealthResource";

    private TimeRules() {}

    static List<Rule> all() {
        return List.of(
                Rule.of(
                        "Wall time comes from the injected clock",
                        noClasses()
                                .that()
                                .resideInAPackage(ALL)
                                .and()
                                .doNotBelongToAnyOf(Ids.class, DatabaseClock.class)
                                .and()
                                .doNotHaveFullyQualifiedName(HEALTH)
                                .should()
                                .callCodeUnitWhere(
                                        DescribedPredicate.describe("reads the wall clock", TimeRules::readsWallClock)),
                        ReadsTheWallClock.class),
                Rule.of(
                        "Ids come from one factory",
                        noClasses()
                                .that()
                                .resideInAPackage(ALL)
                                .and()
                                .doNotBelongToAnyOf(Ids.class)
                                .should()
                                .callMethod(UUID.class, "randomUUID")
                                .orShould()
                                .callMethod(UUID.class, "nameUUIDFromBytes", byte[].class),
                        MakesIds.class),
                Rule.of(
                        "Nothing depends on the machine's zone or language",
                        noClasses()
                                .that()
                                .resideInAPackage(ALL)
                                .should()
                                .callCodeUnitWhere(DescribedPredicate.describe(
                                        "uses the machine's zone or language", TimeRules::usesDefaults)),
                        UsesADefaultLocale.class));
    }

    private static boolean readsWallClock(JavaCall<?> call) {
        JavaClass owner = call.getTargetOwner();
        String name = call.getTarget().getName();
        boolean now = name.equals("now") && owner.isAssignableTo(Temporal.class);
        boolean system = name.startsWith("system")
                && (owner.isEquivalentTo(Clock.class) || owner.isEquivalentTo(InstantSource.class));
        boolean date = owner.isEquivalentTo(Date.class)
                && name.equals("<init>")
                && call.getTarget().getRawParameterTypes().isEmpty();
        return now || system || date || is(owner, System.class, name, Set.of("currentTimeMillis"));
    }

    private static boolean usesDefaults(JavaCall<?> call) {
        JavaClass owner = call.getTargetOwner();
        String name = call.getTarget().getName();
        List<JavaClass> parameters = call.getTarget().getRawParameterTypes();
        boolean withoutLocale = parameters.stream().noneMatch(parameter -> parameter.isEquivalentTo(Locale.class));
        return is(owner, Locale.class, name, Set.of("getDefault"))
                || is(owner, TimeZone.class, name, Set.of("getDefault"))
                || is(owner, ZoneId.class, name, Set.of("systemDefault"))
                || (withoutLocale
                        && is(owner, String.class, name, Set.of("toLowerCase", "toUpperCase", "format", "formatted")))
                || (withoutLocale && is(owner, DateTimeFormatter.class, name, Set.of("ofPattern")));
    }

    private static boolean is(JavaClass owner, Class<?> type, String name, Set<String> names) {
        return owner.isEquivalentTo(type) && names.contains(name);
    }
}
