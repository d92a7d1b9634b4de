package org.opsflow.web.board;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;

/** A wire that is done at once, or when told so. */
final class FakeWire implements Wire {
    final List<String> sent = new ArrayList<>();
    private final Queue<Consumer<Boolean>> open = new ArrayDeque<>();
    boolean slow;
    int closedWith;

    @Override
    public void send(String text, Consumer<Boolean> done) {
        sent.add(text);
        if (slow) {
            open.add(done);
        } else {
            done.accept(true);
        }
    }

    void finishOne(boolean well) {
        open.remove().accept(well);
    }

    @Override
    public void close(int code, String reason) {
        closedWith = code;
    }
}
