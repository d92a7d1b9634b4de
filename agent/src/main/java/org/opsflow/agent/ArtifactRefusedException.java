package org.opsflow.agent;

/** The server will not take this file, however often it is sent. */
public final class ArtifactRefusedException extends RuntimeException {
    ArtifactRefusedException(String message) {
        super(message);
    }
}
