package org.opsflow.web.boot;

/** What carries words from this node to all others that are there. */
interface Grid {
    void tell(String words);

    /** Nothing is heard any more. */
    void leave();
}
