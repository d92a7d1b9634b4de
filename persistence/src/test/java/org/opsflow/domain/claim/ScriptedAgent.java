package org.opsflow.domain.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.identity.Role;

/** An agent's process that says what the test tells it to, and remembers what it hears. */
final class ScriptedAgent implements SessionOut {
    final List<String> heard = new CopyOnWriteArrayList<>();
    volatile String settings = "";
    final List<Control> asked = new CopyOnWriteArrayList<>();
    volatile boolean reads = true;
    private final Set<UUID> refusedOffers = ConcurrentHashMap.newKeySet();
    private final Map<UUID, UUID> offers = new ConcurrentHashMap<>();
    private final Caller caller;
    private AgentSession session;
    private volatile String token;
    private volatile UUID offered;
    private volatile Grant grant;

    ScriptedAgent(Floor floor) {
        UUID agent = floor.worker("scripted").face().agentId();
        caller = new Caller(floor.workspace, Caller.Kind.AGENT, agent, "Kenji", Role.BOT);
    }

    private ScriptedAgent(Caller caller) {
        this.caller = caller;
    }

    /** Another process that says it is the same. */
    ScriptedAgent twin() {
        return new ScriptedAgent(caller);
    }

    /** Calls and says nothing. */
    void call(LiveNode node) {
        heard.clear();
        session = node.desk.converse(caller, this);
    }

    void connect(LiveNode node, Held... held) {
        call(node);
        session.hello(new Hello("one", "1", List.of("script"), 1, Optional.ofNullable(token), List.of(held)));
    }

    void connectAs(LiveNode node, String instance) {
        call(node);
        session.hello(new Hello(instance, "1", List.of("script"), 1, Optional.empty(), List.of()));
    }

    void connect(LiveNode node, Map<String, String> labels) {
        call(node);
        session.hello(new Hello("one", "1", List.of("script"), 1, Optional.ofNullable(token), labels, List.of()));
    }

    /** Asks for work. */
    void credit() {
        offered = null;
        session.credits(1, OptionalInt.empty());
    }

    /** Asks for work and waits for an offer. */
    void ask() {
        credit();
        await().until(() -> offered != null);
    }

    /** Asks for work. */
    void asks() {
        session.credits(1, OptionalInt.empty());
    }

    /** Asks to be kept at one attempt, without offers. */
    void stands() {
        session.credits(0, OptionalInt.of(1));
    }

    UUID agentId() {
        return caller.id();
    }

    boolean isHeldBack() {
        return session.seat().heldBack;
    }

    void accept(UUID offer) {
        session.accept(offer);
    }

    /** What a stale read offers besides is accepted and refused: it keeps the credit until then. */
    UUID awaitOfferOf(UUID step) {
        await("the step is offered").until(() -> {
            offers.keySet().stream()
                    .filter(other -> !other.equals(step))
                    .forEach(other -> accept(offers.remove(other)));
            return offers.containsKey(step);
        });
        return offers.remove(step);
    }

    void awaitAnswerTo(UUID offer) {
        await("an answer to Accept").until(() -> answered(offer));
    }

    private boolean answered(UUID offer) {
        return refusedOffers.contains(offer) || wasGranted(offer);
    }

    boolean wasGranted(UUID offer) {
        return grant != null && grant.attemptId().equals(offer);
    }

    /** As after a restart without its state. */
    void forgetsItsToken() {
        token = null;
    }

    /** Takes the next step and begins it. */
    Held work() {
        credit();
        return take();
    }

    /** Takes what is offered, and does not say that it begins. */
    void acceptsWhatIsOffered() {
        await("an offer, " + heard).until(() -> offered != null);
        session.accept(offered);
        await("granted, " + heard)
                .until(() -> grant != null && grant.attemptId().equals(offered));
    }

    /** Takes what is offered and begins it. */
    Held take() {
        acceptsWhatIsOffered();
        report(1, new ReportBody.Started());
        awaitHeard("receipt 1");
        return new Held(grant.attemptId(), grant.fence());
    }

    void report(long number, ReportBody body) {
        session.report(grant.attemptId(), grant.fence(), number, body, () -> {});
    }

    /** Tells how far it is. */
    void progresses() {
        session.progress(grant.attemptId(), grant.fence(), OptionalInt.of(40), Optional.empty(), 0, 0);
    }

    Caller caller() {
        return caller;
    }

    void saysItHasStopped(Held held) {
        session.stopped(held.attemptId(), held.fence());
    }

    /** Says that something is wrong with it. */
    void says(String clientId, String message) {
        session.error(new AgentErrorDraft(clientId, "disk_full", message));
    }

    /** Names what it holds. */
    void beats(Held... held) {
        session.heard();
        session.heartbeat(List.of(held), Load.UNKNOWN);
    }

    void breakOff() {
        session.closed();
    }

    void awaitHeard(String what) {
        await(what + " is heard").until(() -> heard.contains(what));
    }

    @Override
    public boolean hasRoom() {
        return true;
    }

    @Override
    public void welcome(Welcome welcome) {
        token = welcome.resumeToken();
        settings = welcome.settings();
        heard.add("welcome, kept " + welcome.kept().size() + ", lost "
                + welcome.lost().size());
    }

    @Override
    public void offer(UUID offerId, Offering offering) {
        offered = offerId;
        offers.put(offering.stepId(), offerId);
        heard.add("offer");
    }

    @Override
    public void granted(Grant granted, Optional<UUID> offerId) {
        grant = granted;
        heard.add("granted");
    }

    @Override
    public void receipt(UUID attemptId, long fence, long number) {
        heard.add("receipt " + number);
    }

    @Override
    public void revoked(UUID attemptId, long fence, RefusalCode code, String message) {
        assertThat(grant.fence()).isEqualTo(fence);
        heard.add("revoked " + code + ": " + message);
    }

    @Override
    public void refused(Refusal refusal) {
        refusal.offerId().ifPresent(refusedOffers::add);
        heard.add("refused " + refusal.why().code());
    }

    @Override
    public void drain(Duration reconnectAfter, String message) {
        heard.add("drain");
    }

    @Override
    public void message(AgentMessage message) {
        heard.add("message " + message.text());
    }

    @Override
    public void messageReceipt(String clientId) {
        heard.add("receipt " + clientId);
    }

    @Override
    public void messageRefused(String clientId, Outcome.Refused why, int retryAfterMillis) {
        heard.add("refused " + clientId + " " + why.code());
    }

    @Override
    public boolean control(Control control) {
        if (reads) {
            asked.add(control);
            heard.add(control.kind().word());
        }
        return reads;
    }

    /** Says that it has heard what it was last asked. */
    void acknowledges() {
        acknowledges(asked.get(asked.size() - 1));
    }

    void acknowledges(Control control) {
        if (session.hears(control.id())) {
            session.acknowledged(control.id());
        }
    }

    @Override
    public void end(End why, String message) {
        heard.add("end " + why);
    }
}
