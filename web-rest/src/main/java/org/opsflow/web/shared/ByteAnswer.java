package org.opsflow.web.shared;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/** Answers of bytes: all of them, or the part that the header Range asks for. Never more than a piece is in memory. */
public final class ByteAnswer {
    private static final int PIECE = 256 * 1024;
    private static final int BEYOND_THE_END = 416;

    /** Where the bytes are. */
    public interface Source {
        /** At most {@code length} bytes from an offset on; fewer only at the end. */
        byte[] read(long from, int length);
    }

    private ByteAnswer() {}

    /**
     * @param range the header Range, null when there is none
     * @param type of the bytes
     */
    public static Response.ResponseBuilder of(String range, long size, String type, Source source) {
        Optional<ByteRange> part = ByteRange.of(range, size);
        if (part.filter(wanted -> !wanted.isSatisfiable()).isPresent()) {
            throw beyondTheEnd(size);
        }
        long from = part.map(ByteRange::from).orElse(0L);
        long length = part.map(ByteRange::length).orElse(size);
        Response.ResponseBuilder answer = Response.status(
                        part.isPresent() ? Response.Status.PARTIAL_CONTENT : Response.Status.OK)
                .entity((StreamingOutput) out -> write(out, source, from, length))
                .type(type)
                .header("Accept-Ranges", "bytes")
                .header(HttpHeaders.CONTENT_LENGTH, length);
        part.ifPresent(
                wanted -> answer.header("Content-Range", "bytes " + from + "-" + (from + length - 1) + "/" + size));
        return answer;
    }

    /** With what it answers, so that nothing that is said of the bytes is said of the refusal. */
    private static WebApplicationException beyondTheEnd(long size) {
        return new WebApplicationException(new ProblemDocument(
                        BEYOND_THE_END,
                        "range_not_satisfiable",
                        "The range begins beyond the end: there are " + size + " bytes.",
                        List.of())
                .answer()
                .header("Content-Range", "bytes */" + size)
                .build());
    }

    private static void write(OutputStream out, Source source, long from, long length) throws IOException {
        long at = from;
        long end = from + length;
        while (at < end) {
            byte[] piece = source.read(at, (int) Math.min(PIECE, end - at));
            if (piece.length == 0) {
                throw new IOException("The bytes end at " + at + " instead of " + end);
            }
            out.write(piece);
            at += piece.length;
        }
    }
}
