package org.opsflow.web.board;

import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.opsflow.domain.change.ChangeHead;
import org.opsflow.domain.identity.Caller;

/**
 * Sends the streams that {@link EventsResource} has opened. A filter around JAX-RS, which is done by then: who both
 * begin and end the same asynchronous answer complete it twice, when the container has given it to another request.
 */
public class EventsDoor implements Filter {
    private static final String ATTRIBUTE = Opening.class.getName();

    /**
     * A stream that may begin.
     *
     * @param from where its reader stands
     * @param first event that says so
     * @param stream the place that it takes
     */
    record Opening(Caller caller, Telling telling, ChangeHead from, String first, OpenStreams.Stream stream) {}

    @Inject
    LiveHub hub;

    static void lead(ServletRequest request, Opening opening) {
        request.setAttribute(ATTRIBUTE, opening);
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletResponse answer = (HttpServletResponse) response;
        boolean isBegun = false;
        try {
            chain.doFilter(request, new Unfinished(request, answer));
            if (opening(request) != null && answer.getStatus() == HttpServletResponse.SC_OK) {
                begin(request, answer, opening(request));
                isBegun = true;
            }
        } finally {
            if (opening(request) != null && !isBegun) {
                opening(request).stream().gone();
            }
        }
    }

    private void begin(ServletRequest request, HttpServletResponse answer, Opening opening) throws IOException {
        ServletOutputStream out = answer.getOutputStream();
        AsyncContext asynchronous = request.startAsync(request, answer);
        asynchronous.setTimeout(0);
        StreamWire wire = new StreamWire(asynchronous, out, opening.stream());
        Viewer viewer = new Viewer(opening.caller(), wire, opening.telling());
        opening.stream().isReadBy(viewer);
        // First, since who is gone at once leaves at once.
        hub.join(viewer, opening.from(), opening.first());
        wire.open();
    }

    private static Opening opening(ServletRequest request) {
        return (Opening) request.getAttribute(ATTRIBUTE);
    }

    /** Lets JAX-RS write everything but the end of a stream that has not begun. */
    private static final class Unfinished extends HttpServletResponseWrapper {
        private final ServletRequest request;

        Unfinished(ServletRequest request, HttpServletResponse answer) {
            super(answer);
            this.request = request;
        }

        private boolean isStream() {
            return opening(request) != null;
        }

        @Override
        public void setContentLength(int length) {
            if (!isStream()) {
                super.setContentLength(length);
            }
        }

        @Override
        public void setContentLengthLong(long length) {
            if (!isStream()) {
                super.setContentLengthLong(length);
            }
        }

        @Override
        public void flushBuffer() throws IOException {
            if (!isStream()) {
                super.flushBuffer();
            }
        }

        @Override
        public ServletOutputStream getOutputStream() throws IOException {
            return isStream() ? new Nothing() : super.getOutputStream();
        }
    }

    private static final class Nothing extends ServletOutputStream {
        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new IllegalStateException("Nothing is written here.");
        }

        @Override
        public void write(int b) {
            throw new IllegalStateException("Nothing is written here.");
        }
    }
}
