package org.opsflow.agent;

/**
 * What a person says to the work on a step.
 *
 * @param text Markdown, at most 16 KiB
 * @param from the person's name; may be empty
 */
public record Steer(String text, String from) {}
