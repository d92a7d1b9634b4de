package org.opsflow.domain.message;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.opsflow.domain.claim.Address;
import org.opsflow.domain.claim.AttemptRow;
import org.opsflow.domain.claim.AttemptState;
import org.opsflow.domain.claim.Attempts;
import org.opsflow.domain.claim.MessageDraft;
import org.opsflow.domain.claim.Outcome.Refused;
import org.opsflow.domain.claim.RefusalCode;
import org.opsflow.domain.claim.SessionOut;

/** What a batch of letters names, read in a number of statements that does not grow with it, and what follows. */
final class Sorting {
    /** What an agent was taken from, or is to stop, it may not speak of any more. */
    private static final Set<AttemptState> TAKEN =
            Set.of(AttemptState.LOST, AttemptState.STOPPING, AttemptState.CANCELLED);

    private final Set<Messages.ClientId> known;
    private final Map<UUID, AttemptRow> attempts;
    private final Map<Messages.Name, UUID> agents;
    private final Map<UUID, UUID> answered;
    private final Map<Group, List<UUID>> groups;

    /** All that a message to a capability or everyone is for. */
    private record Group(UUID workspaceId, Address to) {}

    private Sorting(
            Set<Messages.ClientId> known,
            Map<UUID, AttemptRow> attempts,
            Map<Messages.Name, UUID> agents,
            Map<UUID, UUID> answered,
            Map<Group, List<UUID>> groups) {
        this.known = known;
        this.attempts = attempts;
        this.agents = agents;
        this.answered = answered;
        this.groups = groups;
    }

    /** Locks the attempts that are named, until the commit. */
    static Sorting of(List<Letter> letters, Messages messages, Attempts stored) {
        Set<Messages.ClientId> known = new HashSet<>(
                messages.known(letters.stream().map(Letter::clientId).collect(Collectors.toSet())));
        List<Letter> fresh = letters.stream()
                .filter(letter -> !known.contains(letter.clientId()))
                .toList();
        Set<UUID> under = fresh.stream()
                .flatMap(letter -> letter.draft().under().stream())
                .map(SessionOut.Held::attemptId)
                .collect(Collectors.toSet());
        Set<Messages.Name> names =
                fresh.stream().flatMap(letter -> name(letter).stream()).collect(Collectors.toSet());
        Set<UUID> replies = fresh.stream()
                .flatMap(letter -> letter.draft().inReplyTo().stream())
                .collect(Collectors.toSet());
        Map<Group, List<UUID>> groups = new HashMap<>();
        for (Letter letter : fresh) {
            if (letter.draft().to().kind() != Address.Kind.AGENT) {
                groups.computeIfAbsent(group(letter), group -> messages.agentsOf(group.workspaceId(), group.to()));
            }
        }
        return new Sorting(
                known,
                under.isEmpty()
                        ? Map.of()
                        : stored.lock(under).stream().collect(Collectors.toMap(AttemptRow::id, Function.identity())),
                names.isEmpty() ? Map.of() : messages.agents(names),
                replies.isEmpty() ? Map.of() : messages.workspaces(replies),
                groups);
    }

    private static Optional<Messages.Name> name(Letter letter) {
        Address to = letter.draft().to();
        return to.kind() == Address.Kind.AGENT
                ? Optional.of(new Messages.Name(letter.from().workspaceId(), to.name()))
                : Optional.empty();
    }

    private static Group group(Letter letter) {
        return new Group(letter.from().workspaceId(), letter.draft().to());
    }

    /** A letter of a client id that is known has had its effect, whatever it says now. */
    Optional<Refused> refusal(Letter letter) {
        MessageDraft draft = letter.draft();
        if (known.contains(letter.clientId())) {
            return Optional.empty();
        }
        if (draft.under().isPresent() && attempt(letter).isEmpty()) {
            return Optional.of(new Refused(
                    RefusalCode.LEASE_LOST,
                    "This attempt is not held under this fence any more: stop its work, or send the message without it.",
                    ""));
        }
        if (name(letter).filter(name -> !agents.containsKey(name)).isPresent()) {
            return invalid("message.agent", "There is no agent '" + draft.to().name() + "' here.");
        }
        return draft.inReplyTo()
                .filter(id -> !letter.from().workspaceId().equals(answered.get(id)))
                .flatMap(id -> invalid("message.in_reply_to", "There is no such message here."));
    }

    private static Optional<Refused> invalid(String field, String message) {
        return Optional.of(new Refused(RefusalCode.INVALID, message, field));
    }

    /** One that the agent ended itself is still its own: the message may have waited for a connection. */
    private Optional<AttemptRow> attempt(Letter letter) {
        return letter.draft().under().flatMap(held -> Optional.ofNullable(attempts.get(held.attemptId()))
                .filter(row -> row.fence() == held.fence())
                .filter(row -> row.workspaceId().equals(letter.from().workspaceId()))
                .filter(row -> row.sessionId().equals(letter.from().sessionId()))
                .filter(row -> !TAKEN.contains(row.state())));
    }

    /** True once for each client id. */
    boolean isFresh(Letter letter) {
        return known.add(letter.clientId());
    }

    /** A message to many does not come back to its sender. */
    List<UUID> recipients(Letter letter) {
        return name(letter).map(name -> List.of(agents.get(name))).orElseGet(() -> groups.get(group(letter)).stream()
                .filter(agent -> !agent.equals(letter.from().agentId()))
                .toList());
    }

    Message message(UUID id, Letter letter, Instant now) {
        MessageDraft draft = letter.draft();
        Optional<AttemptRow> attempt = attempt(letter);
        return new Message(
                id,
                letter.from().workspaceId(),
                letter.from().agentId(),
                Optional.of(draft.clientId()),
                draft.to(),
                draft.kind(),
                draft.text(),
                draft.metadata(),
                draft.inReplyTo(),
                attempt.map(AttemptRow::runId),
                attempt.map(AttemptRow::stepId),
                now,
                now.plus(MessageSending.KEPT));
    }
}
