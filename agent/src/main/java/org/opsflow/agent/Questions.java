package org.opsflow.agent;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * What one attempt has asked people. A question waits for its receipt, then for its answer; both may come again, and the
 * answer first when the receipt was lost. May be called from any thread. Whoever waits is told on a thread of the work.
 */
final class Questions {
    /** A question and who waits. */
    record Open(Ask ask, CompletableFuture<Answer> answer) {}

    private final Consumer<Open> report;
    private final Executor tellers;
    /** In the order of their reports, whose numbers may still move up. */
    private final List<Open> unreceipted = new ArrayList<>();

    private final Map<Long, Open> byNumber = new HashMap<>();
    private boolean closed;

    /**
     * @param report is given each question, and is to {@linkplain #reported say} when there is a report of it
     * @param tellers run what depends on answers: it may take its time
     */
    Questions(Consumer<Open> report, Executor tellers) {
        this.report = report;
        this.tellers = tellers;
    }

    CompletableFuture<Answer> ask(Ask ask) {
        Open open = new Open(ask, new CompletableFuture<>());
        synchronized (this) {
            if (closed) {
                open.answer().cancel(false);
                return open.answer();
            }
        }
        report.accept(open);
        return open.answer();
    }

    /** There is a report of it now, after those of the earlier ones; false when nobody waits any more. */
    synchronized boolean reported(Open open) {
        if (closed || open.answer().isDone()) {
            open.answer().cancel(false);
            return false;
        }
        unreceipted.add(open);
        return true;
    }

    /** @param earlier how many questions with lower numbers have no receipt yet */
    synchronized void receipted(int earlier, long number) {
        if (earlier < unreceipted.size()) {
            byNumber.put(number, unreceipted.remove(earlier));
        }
    }

    /** @param earlier as for {@link #receipted} */
    synchronized void refused(int earlier, String why, String field) {
        if (earlier < unreceipted.size()) {
            Open open = unreceipted.remove(earlier);
            tellers.execute(() -> open.answer().completeExceptionally(new AskRefusedException(why, field)));
        }
    }

    /** @param earlier as for {@link #receipted}; needed when the receipt was lost */
    synchronized void answered(long number, int earlier, Answer answer) {
        Open open = byNumber.remove(number);
        if (open == null && earlier < unreceipted.size()) {
            open = unreceipted.get(earlier);
        }
        if (open != null) {
            open.answer().completeAsync(() -> answer, tellers);
        }
    }

    /** The work has ended, or has to: nobody waits any more. */
    synchronized void close() {
        closed = true;
        List<Open> all = new ArrayList<>(unreceipted);
        all.addAll(byNumber.values());
        unreceipted.clear();
        byNumber.clear();
        if (!all.isEmpty()) {
            tellers.execute(() -> all.forEach(open -> open.answer().cancel(false)));
        }
    }
}
