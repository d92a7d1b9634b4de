package org.opsflow.domain.claim;

import java.util.List;
import java.util.Optional;

/**
 * How an agent process introduces itself.
 *
 * @param instance tells processes of one agent apart
 * @param version free text for people
 * @param maxConcurrent attempts it works on at once
 * @param held attempts it still works on or has reports for
 */
public record Hello(
        String instance,
        String version,
        List<String> capabilities,
        int maxConcurrent,
        Optional<String> resumeToken,
        List<SessionOut.Held> held) {}
