package org.opsflow.web.board;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.opsflow.domain.change.ChangeTypes;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.identity.Permission;
import org.opsflow.domain.shared.Problem;
import org.opsflow.domain.shared.Problem.FieldError;

/** The types of changes that somebody asks for. */
record TypeFilter(Set<String> types) {
    static final TypeFilter ALL = new TypeFilter(ChangeTypes.ALL);
    private static final String FIELD = "types";

    /** @param text types with commas between them; one that ends in {@code *} stands for all that begin so */
    static TypeFilter of(String text) {
        List<String> wanted = Arrays.asList(text.split(",", -1));
        List<FieldError> errors = wanted.stream()
                .filter(type -> matching(type).isEmpty())
                .map(type -> new FieldError(
                        FIELD, "no change is of type '" + type + "': see GET /api/asyncapi.yaml for those there are"))
                .toList();
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        return new TypeFilter(
                wanted.stream().flatMap(type -> matching(type).stream()).collect(Collectors.toUnmodifiableSet()));
    }

    /** Without what the caller may not see: who is a member of a workspace is not told to its bots. */
    TypeFilter seenBy(Caller caller) {
        if (caller.may(Permission.VIEW_MEMBERS)) {
            return this;
        }
        return new TypeFilter(
                types.stream().filter(type -> !type.startsWith("member.")).collect(Collectors.toUnmodifiableSet()));
    }

    boolean includes(String type) {
        return types.contains(type);
    }

    /** In subscriptions an agent may be called a worker or an agent. */
    private static Set<String> matching(String wanted) {
        String named = wanted.startsWith("agent.") ? "worker." + wanted.substring("agent.".length()) : wanted;
        if (!named.endsWith("*")) {
            return ChangeTypes.ALL.contains(named) ? Set.of(named) : Set.of();
        }
        String beginning = named.substring(0, named.length() - 1);
        return ChangeTypes.ALL.stream()
                .filter(type -> type.startsWith(beginning))
                .collect(Collectors.toSet());
    }
}
