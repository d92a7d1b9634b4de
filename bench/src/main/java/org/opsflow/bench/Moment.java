package org.opsflow.bench;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * What the agents tell the submitting client about a task, over a socket of theirs.
 *
 * @param nanos {@code System.nanoTime()}, which on Linux all processes of a machine read from one clock
 */
record Moment(Kind kind, long task, long nanos) {
    enum Kind {
        OFFERED,
        GRANTED,
        /** The agent was told to end its work. */
        CANCELLED,
        /** The receipt of Completed came. */
        DONE
    }

    private static final Kind[] KINDS = Kind.values();

    void write(DataOutputStream out) throws IOException {
        out.writeByte(kind.ordinal());
        out.writeLong(task);
        out.writeLong(nanos);
    }

    static Moment read(DataInputStream in) throws IOException {
        return new Moment(KINDS[in.readByte()], in.readLong(), in.readLong());
    }
}
