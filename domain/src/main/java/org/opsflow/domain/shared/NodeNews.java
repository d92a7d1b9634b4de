package org.opsflow.domain.shared;

import java.util.Set;

/**
 * What the nodes of a cluster tell each other after a commit: small hints that something is worth a look. A hint may be
 * lost, come late or twice, and is never the truth: who hears one looks into the database, where it would have looked
 * without it too, only later.
 */
public interface NodeNews {
    /** For a node that is alone. */
    NodeNews ALONE = (kind, text) -> {};

    /** A kind that is heard and never told: another node is not there any more. */
    String GONE = "gone";

    /**
     * Tells the other nodes, not this one. Returns at once, and never fails.
     *
     * @param kind a word of the feature that tells, by which listeners know what is meant
     * @param text on one line, ids and numbers for the most part; no keys, passwords or tokens: the nodes' own port is as
     *     trusted as their network
     */
    void tell(String kind, String text);

    /** As {@link #tell}, for what is of use only just now, and may be long: it is left out while there is much to tell. */
    default void mention(String kind, String text) {
        tell(kind, text);
    }

    /** Hears what other nodes tell. Every bean of this type hears what is of its kinds. */
    interface Listener {
        Set<String> kinds();

        /**
         * On a thread of the network: only queues what is to be done, and touches no database. What it throws is
         * noted and has no other effect: a newer node may say what this one cannot read.
         */
        void heard(String kind, String text);
    }
}
