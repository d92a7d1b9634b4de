package org.opsflow.conformance;

import com.google.protobuf.Message;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plays a script: what both sides can do and expect. Each step of a script is a word, its value, and perhaps a line. */
abstract class Player implements AutoCloseable {
    final Values values = new Values();
    final Meddler meddler;
    final Patience patience;
    private final Map<String, Line> lines = new HashMap<>();
    private String current = "";

    Player(Meddler meddler) {
        this.meddler = meddler;
        this.patience = new Patience(meddler);
    }

    /** @throws Refuted when the other side does not keep to it; says at which step */
    void play(Script script) {
        int number = 0;
        for (Map<String, Object> step : script.steps()) {
            number++;
            try {
                Map.Entry<String, Object> first = step.entrySet().iterator().next();
                Optional.ofNullable(step.get("on")).ifPresent(line -> current = (String) line);
                if (!common(first.getKey(), first.getValue()) && !own(first.getKey(), first.getValue())) {
                    throw new IllegalArgumentException(script.name() + ": nobody can \"" + first.getKey() + "\".");
                }
            } catch (Refuted e) {
                throw new Refuted(script + "; at step " + number + ", " + step + ": " + e.getMessage(), e);
            }
        }
    }

    /** A word that only one side knows; false when it is none. */
    abstract boolean own(String word, Object value);

    /** A builder of what this side says. */
    abstract Message.Builder frame();

    /** Something that the other side answers, after all it has to say to what came before; and that answer. */
    abstract void askForEcho(Line line);

    abstract boolean isEcho(Message frame);

    private boolean common(String word, Object value) {
        switch (word) {
            case "send" -> send(frame(value));
            case "expect" -> values.expect(Script.cast(value), line().next());
            case "expect_all" -> expectAll(Script.cast(value));
            case "expect_among" -> expectAmong(Script.cast(value));
            case "nothing" -> nothing();
            case "ended" -> ended(Script.cast(value));
            case "reading" -> line().reading((boolean) value);
            case "differ" -> differ(Script.cast(values.fill(value)));
            case "pause_ms" -> Patience.sleep((int) value);
            default -> {
                return false;
            }
        }
        return true;
    }

    Message frame(Object tree) {
        return Frames.read(Script.cast(values.fill(tree)), frame());
    }

    void send(Message frame) {
        line().send(frame);
    }

    /** In any order. */
    private void expectAll(List<Map<String, Object>> frames) {
        List<Map<String, Object>> wanted = new ArrayList<>(frames);
        while (!wanted.isEmpty()) {
            Message came = line().next();
            Optional<Map<String, Object>> match =
                    wanted.stream().filter(frame -> values.matches(frame, came)).findFirst();
            Refuted.unless(match.isPresent(), "nobody expected " + came);
            wanted.remove(match.get());
        }
    }

    /** So many frames of this kind come, and one of them is this. */
    private void expectAmong(Map<String, Object> wanted) {
        Map<String, Object> one = Script.cast(wanted.get("one"));
        List<Message> came = new ArrayList<>();
        for (int i = 0; i < (int) wanted.get("frames"); i++) {
            Message frame = line().next();
            Refuted.unless(one.containsKey(Frames.kind(frame)), "nobody expected " + frame);
            came.add(frame);
        }
        Refuted.unless(came.stream().anyMatch(frame -> values.matches(one, frame)), "it is not among " + came);
    }

    /** The other side has nothing to say: its next frame answers a question that was put behind all. */
    private void nothing() {
        askForEcho(line());
        Message came = line().next();
        Refuted.unless(isEcho(came), "nobody expected " + came);
    }

    private void differ(List<String> named) {
        Refuted.unless(new HashSet<>(named).size() == named.size(), "these are the same: " + named);
    }

    void ended(Map<String, Object> how) {
        Optional<Message> unread = line().poll();
        Status status = line().awaitEnd();
        Refuted.unless(unread.isEmpty() && !line().hasUnread(), "nobody expected " + unread);
        List<String> codes = List.of(((String) how.get("code")).split("[|]"));
        Refuted.unless(codes.contains(status.getCode().name()), "the call ended with " + status);
        String said = String.valueOf(status.getDescription());
        Refuted.unless(said.contains((String) how.getOrDefault("says", "")), "the call ended with " + status);
    }

    void add(String name, Line line) {
        lines.put(name, line);
        current = name;
    }

    Line line() {
        return Optional.ofNullable(lines.get(current))
                .orElseThrow(() -> new IllegalArgumentException("There is no line \"" + current + "\"."));
    }

    @Override
    public abstract void close();
}
