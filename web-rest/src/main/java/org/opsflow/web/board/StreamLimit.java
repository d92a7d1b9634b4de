package org.opsflow.web.board;

/**
 * How many streams of events one person or agent may have open on a node.
 *
 * @param perPerson at least 1
 */
public record StreamLimit(int perPerson) {
    public static StreamLimit usual() {
        return new StreamLimit(5);
    }
}
