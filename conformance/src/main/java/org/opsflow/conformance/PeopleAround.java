package org.opsflow.conformance;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What people do and see while the kit plays agents, and what time does. */
final class PeopleAround {
    /** That a script plays under one agent's key. */
    private static final int MOST_PROCESSES = 10;

    private final Target target;
    private final Values values;
    private final Patience patience;
    private final List<String> paused = new ArrayList<>();
    private final Set<String> troubled = new HashSet<>();

    PeopleAround(Target target, Values values, Patience patience) {
        this.target = target;
        this.values = values;
        this.patience = patience;
    }

    /** False when the word is none of theirs. */
    boolean own(String word, Object value) {
        switch (word) {
            case "cancel" -> target.cancel(values.text(value));
            case "pause" -> pause((String) value);
            case "resume" -> target.resume((String) value);
            case "halt" -> target.halt(values.text(value));
            case "go_on" -> target.goOn(values.text(value));
            case "steer" -> steer(Script.cast(values.fill(value)));
            case "configure" -> configure(Script.cast(values.fill(value)));
            case "answer" -> answer(Script.cast(values.fill(value)));
            case "comments" -> comments(Script.cast(values.fill(value)));
            case "trouble" -> trouble(Script.cast(values.fill(value)));
            case "dismiss" -> Refuted.unless(target.dismiss((String) value), "people see nothing to dismiss");
            case "heard" -> heard();
            case "stop" -> target.stop();
            case "lapse" -> target.lapse((String) value);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void pause(String agent) {
        paused.add(agent);
        target.pause(agent);
    }

    private void steer(Map<String, Object> what) {
        target.steer((String) what.get("run"), (String) what.get("text"));
    }

    private void configure(Map<String, Object> what) {
        target.configure((String) what.get("agent"), Script.cast(what.get("settings")));
    }

    /** Somebody else may have been quicker. */
    private void answer(Map<String, Object> what) {
        boolean isFirst =
                target.answer((String) what.get("run"), (String) what.get("question"), Script.cast(what.get("answer")));
        Refuted.unless(isFirst == (boolean) what.getOrDefault("first", true), "the answer is taken: " + isFirst);
    }

    private void comments(Map<String, Object> wanted) {
        List<String> said = target.comments((String) wanted.get("run"));
        Refuted.unless(said.equals(wanted.get("are")), "people see " + said);
    }

    private void trouble(Map<String, Object> wanted) {
        String agent = (String) wanted.get("agent");
        troubled.add(agent);
        String seen = target.trouble(agent, (String) wanted.get("instance")).orElse("");
        Refuted.unless(seen.equals(wanted.get("is")), "people see \"" + seen + "\" of it");
    }

    /** What an agent says of controls is stored some time after it said it. */
    private void heard() {
        Refuted.unless(
                patience.until(() -> target.hasHeard(values.text("$instance"))),
                "people do not see that the agent has heard");
    }

    /** Each process of it may have said one. */
    private void dismissAll(String agent) {
        for (int left = MOST_PROCESSES; target.dismiss(agent); left--) {
            Refuted.unless(left > 0, "people dismiss what is wrong with an agent, and it stays");
        }
    }

    /** Leaves nobody paused, and nobody in trouble. */
    void close() {
        paused.forEach(target::resume);
        for (String agent : troubled) {
            dismissAll(agent);
        }
    }
}
