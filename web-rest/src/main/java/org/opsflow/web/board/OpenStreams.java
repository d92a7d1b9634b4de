package org.opsflow.web.board;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.shared.Problem;

/** Counts the streams of each person and agent on this node, and lets nobody have more than their share. */
@ApplicationScoped
public class OpenStreams {
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final StreamLimit limit;
    private final LiveHub hub;
    private final Map<UUID, Set<Stream>> open = new HashMap<>();

    @Inject
    public OpenStreams(StreamLimit limit, LiveHub hub) {
        this.limit = limit;
        this.hub = hub;
    }

    OpenStreams() {
        this(null, null);
    }

    /** A place that is taken until its reader is gone. */
    final class Stream implements StreamWire.Reader {
        private final UUID holder;
        private volatile Viewer viewer;

        private Stream(UUID holder) {
            this.holder = holder;
        }

        void isReadBy(Viewer newViewer) {
            viewer = newViewer;
        }

        @Override
        public void took() {
            viewer.heard(System.nanoTime());
        }

        @Override
        public void gone() {
            giveBack(this);
            hub.leave(viewer);
        }

        private void probe() {
            Optional.ofNullable(viewer).ifPresent(reader -> reader.send(EventTelling.COMMENT));
        }
    }

    /** Refuses whoever has as many as they may. */
    Stream take(Caller caller) {
        List<Stream> others;
        synchronized (this) {
            Set<Stream> theirs = open.computeIfAbsent(caller.id(), id -> new HashSet<>());
            if (theirs.size() < limit.perPerson()) {
                Stream stream = new Stream(caller.id());
                theirs.add(stream);
                return stream;
            }
            others = List.copyOf(theirs);
        }
        // A reader that is gone is noticed when it is told something.
        others.forEach(Stream::probe);
        throw Problem.tooMany(
                "You have " + limit.perPerson() + " streams of events open, which is as many as you may: end one of"
                        + " them.",
                RETRY);
    }

    private synchronized void giveBack(Stream stream) {
        open.computeIfPresent(stream.holder, (id, theirs) -> {
            theirs.remove(stream);
            return theirs.isEmpty() ? null : theirs;
        });
    }
}
