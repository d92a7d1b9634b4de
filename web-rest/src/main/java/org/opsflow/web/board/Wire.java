package org.opsflow.web.board;

import java.util.function.Consumer;

/** What carries text to one page. */
interface Wire {
    int GOING_AWAY = 1001;
    int POLICY = 1008;
    int RESTART = 1012;
    int TOO_SLOW = 1013;

    /** Returns at once; {@code done} is told, on any thread, whether the text went out. One text at a time. */
    void send(String text, Consumer<Boolean> done);

    void close(int code, String reason);
}
