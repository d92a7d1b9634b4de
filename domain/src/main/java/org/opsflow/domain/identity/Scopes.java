package org.opsflow.domain.identity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.opsflow.domain.shared.Problem;

/**
 * The most that a key can be used for: words for common sets ({@code read-only}, {@code task-only}, {@code admin}) and
 * pairs such as {@code run:create}; a pair that ends in {@code :manage} holds all pairs of its resource. What it is
 * worth in the end is what its holder's role allows as well.
 */
public final class Scopes {
    /** Everything the holder's role allows. */
    public static final Scopes ALL = new Scopes(List.of("admin"));
    /** What the agents' door needs, and no reading of what others do. */
    public static final Scopes TASKS = new Scopes(List.of("task-only"));

    private static final String MANAGE = ":manage";

    private final List<String> words;
    private final Set<Permission> permissions;

    private Scopes(List<String> words) {
        this.words = List.copyOf(words);
        this.permissions = words.stream()
                .flatMap(word -> meaning(word).stream())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Permission.class)));
    }

    /** The scopes that a caller asks for; everything when none are named. */
    public static Scopes asked(List<String> words) {
        if (words.isEmpty()) {
            return ALL;
        }
        List<Problem.FieldError> errors = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            if (meaning(words.get(i)).isEmpty()) {
                errors.add(new Problem.FieldError("scopes[" + i + "]", "must be one of " + String.join(", ", known())));
            }
        }
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        return new Scopes(words.stream().distinct().sorted().toList());
    }

    static Scopes stored(String text) {
        return text == null ? ALL : new Scopes(Arrays.asList(text.split(" ")));
    }

    String text() {
        return String.join(" ", words);
    }

    public List<String> words() {
        return words;
    }

    public boolean include(Permission permission) {
        return permissions.contains(permission);
    }

    Set<Permission> permissions() {
        return Collections.unmodifiableSet(permissions);
    }

    /** Of the role's permissions those that these scopes leave. */
    Set<Permission> of(Role role) {
        Set<Permission> left = EnumSet.noneOf(Permission.class);
        permissions.stream().filter(permission -> permission.isGivenTo(role)).forEach(left::add);
        return left;
    }

    /** Every word that may stand in scopes, sorted. */
    public static Set<String> known() {
        Set<String> known = new TreeSet<>(List.of("admin", "read-only", "task-only"));
        forKeys().stream().map(Permission::pair).forEach(known::add);
        return Collections.unmodifiableSet(known);
    }

    private static Set<Permission> meaning(String word) {
        return switch (word) {
            case "admin" -> forKeys();
            case "read-only" -> those(Permission::isReading);
            case "task-only" -> EnumSet.of(Permission.WORK_ON_STEPS, Permission.START_RUN, Permission.CANCEL_RUN);
            default -> pair(word);
        };
    }

    private static Set<Permission> pair(String word) {
        Set<Permission> named = those(permission -> permission.pair().equals(word));
        if (named.isEmpty() || !word.endsWith(MANAGE)) {
            return named;
        }
        String resource = word.substring(0, word.length() - MANAGE.length() + 1);
        return those(permission -> permission.resource().equals(resource));
    }

    private static Set<Permission> forKeys() {
        return those(permission -> true);
    }

    private static Set<Permission> those(Predicate<Permission> which) {
        return Arrays.stream(Permission.values())
                .filter(Permission::isForKeys)
                .filter(which)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Permission.class)));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Scopes that && words.equals(that.words);
    }

    @Override
    public int hashCode() {
        return words.hashCode();
    }

    @Override
    public String toString() {
        return words.toString();
    }
}
