package org.opsflow.architecture;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/**
 * A dependency rule and what it must not accept.
 *
 * @param bad classes that together break it
 */
record Rule(String name, ArchRule rule, List<Class<?>> bad) {
    static Rule of(String name, ArchRule rule, Class<?>... bad) {
        return new Rule(name, rule.as(name), List.of(bad));
    }

    @Override
    public String toString() {
        return name;
    }
}
