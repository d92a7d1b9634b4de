package org.opsflow.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class SlotsTest {
    /** A server's ledger beside the agent's: credits, offers taken and attempts never exceed the slots, nor fall short. */
    @Property(tries = 1000)
    void neverPromisesMoreThanItsSlots(
            @ForAll @IntRange(min = 1, max = 5) int total,
            @ForAll @Size(max = 60) List<@IntRange(max = 4) Integer> moves) {
        Slots slots = new Slots(total);
        int credits = slots.due(0);
        int attempts = 0;
        int offers = 0;
        Deque<String> accepted = new ArrayDeque<>();
        for (int move : moves) {
            switch (move) {
                case 0 -> { // an offer takes a credit; a declined one gives it back
                    if (credits > 0) {
                        if (slots.hasRoom(attempts)) {
                            credits--;
                            accepted.push("offer-" + offers++);
                            slots.accept(accepted.peek());
                        }
                    }
                }
                case 1 -> {
                    if (!accepted.isEmpty()) {
                        slots.granted(accepted.pop());
                        attempts++;
                    }
                }
                case 2 -> {
                    if (!accepted.isEmpty()) {
                        slots.refused(accepted.pop());
                        credits++;
                    }
                }
                case 3 -> attempts = Math.max(0, attempts - 1);
                default -> {
                    slots.newSession();
                    accepted.clear();
                    credits = 0;
                }
            }
            credits += slots.due(attempts);
            assertThat(credits + accepted.size() + attempts).isEqualTo(total);
        }
    }
}
