package org.opsflow.domain.claim;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.core.ConditionFactory;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.identity.Role;

/** An agent's process that writes to others, reads what they write, and takes work when it is told to. */
final class Colleague implements SessionOut {
    final String slug;
    final UUID id;
    final List<AgentMessage> got = new CopyOnWriteArrayList<>();
    final List<String> heard = new CopyOnWriteArrayList<>();
    final List<Integer> retries = new CopyOnWriteArrayList<>();
    volatile boolean hasRoom = true;
    private final Caller caller;
    private final String instance;
    private final List<String> capabilities;
    private AgentSession session;
    private volatile UUID offered;
    private volatile Grant grant;

    private Colleague(Caller caller, String slug, String instance, List<String> capabilities) {
        this.caller = caller;
        this.id = caller.id();
        this.slug = slug;
        this.instance = instance;
        this.capabilities = capabilities;
    }

    /** A registered agent that never connected. */
    static Colleague of(Floor floor, String slug, String... capabilities) {
        UUID id = floor.ids.next();
        floor.run(() -> floor.sql.update(
                "INSERT INTO agent (id, workspace_id, slug, name, emoji, color, created_at)"
                        + " VALUES (?, ?, ?, ?, 'K', '#112233', UTC_TIMESTAMP(6))",
                bind -> bind.id(id).id(floor.workspace).text(slug).text("The " + slug)));
        Caller caller = new Caller(floor.workspace, Caller.Kind.AGENT, id, slug, Role.BOT);
        return new Colleague(caller, slug, "one", List.of(capabilities));
    }

    /** Another process of the same agent. */
    Colleague process(String name) {
        return new Colleague(caller, slug, name, capabilities);
    }

    Colleague connect(LiveNode node, Held... held) {
        session = node.desk.converse(caller, this);
        session.hello(new Hello(instance, "1", capabilities, 1, Optional.empty(), List.of(held)));
        return this;
    }

    void breakOff() {
        session.closed();
    }

    void roomAgain() {
        hasRoom = true;
        session.roomAgain();
    }

    /** The step that is ready, begun. */
    Held work() {
        session.credits(1, OptionalInt.empty());
        patiently("an offer").until(() -> offered != null);
        session.accept(offered);
        patiently("granted").until(() -> grant != null);
        report(1, new ReportBody.Started());
        return new Held(grant.attemptId(), grant.fence());
    }

    void report(long number, ReportBody body) {
        session.report(grant.attemptId(), grant.fence(), number, body, () -> {});
        awaitHeard("receipt " + number);
    }

    void write(String clientId, Address to, String text) {
        write(draft(clientId, to, text));
    }

    static MessageDraft draft(String clientId, Address to, String text) {
        return new MessageDraft(
                clientId, to, MessageKind.NOTE, text, Map.of("k", "v"), Optional.empty(), Optional.empty());
    }

    static MessageDraft under(MessageDraft draft, Held held) {
        return new MessageDraft(
                draft.clientId(),
                draft.to(),
                draft.kind(),
                draft.text(),
                draft.metadata(),
                draft.inReplyTo(),
                Optional.of(held));
    }

    static MessageDraft replying(MessageDraft draft, UUID to) {
        return new MessageDraft(
                draft.clientId(),
                draft.to(),
                draft.kind(),
                draft.text(),
                draft.metadata(),
                Optional.of(to),
                draft.under());
    }

    /** Waits until it is known what became of it. */
    void write(MessageDraft draft) {
        int before = answers(draft.clientId()).size();
        session.message(draft, () -> {});
        patiently("an answer to " + draft.clientId())
                .until(() -> answers(draft.clientId()).size() > before);
    }

    /** Waits for nothing. */
    void send(MessageDraft draft) {
        session.message(draft, () -> {});
    }

    void awaitAnswers(int number) {
        patiently(number + " answers").until(() -> heard.size() > number);
    }

    List<String> answers(String clientId) {
        return heard.stream()
                .filter(word -> word.endsWith(" " + clientId) || word.contains(" " + clientId + " "))
                .toList();
    }

    /** Waits until it is stored. */
    void read(AgentMessage... messages) {
        List<Boolean> stored = new CopyOnWriteArrayList<>();
        session.messagesRead(List.of(messages).stream().map(AgentMessage::id).toList(), () -> stored.add(true));
        patiently("read").until(() -> !stored.isEmpty());
    }

    AgentMessage awaitMessage(String text) {
        patiently("the message " + text + " at " + slug).until(() -> texts().contains(text));
        return got.stream()
                .filter(message -> message.text().equals(text))
                .findFirst()
                .orElseThrow();
    }

    List<String> texts() {
        return new ArrayList<>(got).stream().map(AgentMessage::text).toList();
    }

    void awaitHeard(String what) {
        patiently(what).until(() -> heard.contains(what));
    }

    private static ConditionFactory patiently(String what) {
        return await(what).atMost(Duration.ofMinutes(1));
    }

    @Override
    public boolean hasRoom() {
        return hasRoom;
    }

    @Override
    public void welcome(Welcome welcome) {
        heard.add("welcome");
    }

    @Override
    public void offer(UUID offerId, Offering offering) {
        offered = offerId;
    }

    @Override
    public void granted(Grant granted, Optional<UUID> offerId) {
        grant = granted;
    }

    @Override
    public void receipt(UUID attemptId, long fence, long number) {
        heard.add("receipt " + number);
    }

    @Override
    public void revoked(UUID attemptId, long fence, RefusalCode code, String message) {
        heard.add("revoked " + code);
    }

    @Override
    public void refused(Refusal refusal) {
        heard.add("refused " + refusal.why().code());
    }

    @Override
    public void message(AgentMessage message) {
        got.add(message);
    }

    @Override
    public void messageReceipt(String clientId) {
        heard.add("receipt " + clientId);
    }

    @Override
    public void messageRefused(String clientId, Outcome.Refused why, int retryAfterMillis) {
        if (retryAfterMillis > 0) {
            retries.add(retryAfterMillis);
        }
        heard.add("refused " + clientId + " " + why.code() + " " + why.field());
    }

    @Override
    public void drain(Duration reconnectAfter, String message) {}

    @Override
    public boolean control(Control control) {
        return true;
    }

    @Override
    public void end(End why, String message) {
        heard.add("end " + why);
    }
}
