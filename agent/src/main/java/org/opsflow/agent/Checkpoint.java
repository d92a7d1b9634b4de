package org.opsflow.agent;

import java.util.Objects;

/** How far the work on a step is: bytes that the handler understands, or a file of the run. */
public sealed interface Checkpoint {
    /** Largest state in bytes; more goes into a file. */
    int MOST_BYTES = 256 << 10;

    /** @param bytes 1 to {@link #MOST_BYTES}; not to be changed any more */
    record State(byte[] bytes) implements Checkpoint {
        public State {
            if (bytes.length == 0 || bytes.length > MOST_BYTES) {
                throw new IllegalArgumentException("a checkpoint holds 1 to " + MOST_BYTES + " bytes, not "
                        + bytes.length + ": upload more as a file, and name that");
            }
        }
    }

    /** @param artifactId what {@link Work#upload} returned, in this or another step of the run */
    record File(String artifactId) implements Checkpoint {
        public File {
            Objects.requireNonNull(artifactId, "artifactId");
        }
    }
}
