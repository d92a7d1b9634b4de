package org.opsflow.conformance;

import com.google.protobuf.Message;
import io.grpc.Status;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Makes a good subject break one rule, each time the occasion comes. */
public final class Mutant implements Meddler {

    /** Which side of the subject is tampered with: what it says, or what it hears. */
    private enum Way {
        SAYS,
        HEARS
    }

    private final Way way;
    private final Predicate<Message> occasion;
    private final Function<Message, List<Message>> instead;
    private final int first;
    private volatile int occasions;
    private volatile boolean struck;
    private Function<Status, Optional<Status>> end = Optional::of;
    private Function<Status, Status> heardEnd = status -> status;

    private Mutant(Way way, Predicate<Message> occasion, int first, Function<Message, List<Message>> instead) {
        this.way = way;
        this.occasion = occasion;
        this.first = first;
        this.instead = instead;
    }

    /** Says something else than this kind of frame, from the so manieth on. */
    public static Mutant says(String kind, int first, Function<Message, List<Message>> instead) {
        return new Mutant(Way.SAYS, frame -> Frames.kind(frame).equals(kind), first, instead);
    }

    public static Mutant says(String kind, Function<Message, List<Message>> instead) {
        return says(kind, 1, instead);
    }

    /** Hears something else than this kind of frame, from the so manieth on. */
    public static Mutant hears(String kind, int first, Function<Message, List<Message>> instead) {
        return new Mutant(Way.HEARS, frame -> Frames.kind(frame).equals(kind), first, instead);
    }

    public static Mutant ends(Function<Status, Optional<Status>> otherwise) {
        Mutant mutant = new Mutant(Way.SAYS, frame -> false, 1, List::of);
        mutant.end = otherwise;
        return mutant;
    }

    public static Mutant hearsEnd(Function<Status, Status> otherwise) {
        Mutant mutant = new Mutant(Way.HEARS, frame -> false, 1, List::of);
        mutant.heardEnd = otherwise;
        return mutant;
    }

    @Override
    public List<Message> fromSubject(Message frame) {
        return way == Way.SAYS ? meddle(frame) : List.of(frame);
    }

    @Override
    public List<Message> toSubject(Message frame) {
        return way == Way.HEARS ? meddle(frame) : List.of(frame);
    }

    private synchronized List<Message> meddle(Message frame) {
        if (!occasion.test(frame) || ++occasions < first) {
            return List.of(frame);
        }
        List<Message> other = instead.apply(frame);
        struck |= !other.equals(List.of(frame));
        return other;
    }

    @Override
    public Optional<Status> fromSubject(Status status) {
        Optional<Status> other = end.apply(status);
        struck |= !other.equals(Optional.of(status));
        return other;
    }

    @Override
    public Status toSubject(Status status) {
        Status other = heardEnd.apply(status);
        struck |= !other.equals(status);
        return other;
    }

    @Override
    public boolean hasStruck() {
        return struck;
    }
}
