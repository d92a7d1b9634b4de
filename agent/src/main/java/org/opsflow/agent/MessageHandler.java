package org.opsflow.agent;

/** Is given the messages of other agents, one after the other. */
@FunctionalInterface
public interface MessageHandler {
    /**
     * Deals with a message; may take its time. When it returns the message counts as read. When it throws, or the process
     * ends before, the message comes again with the next connection, so one may come twice.
     */
    void received(ReceivedMessage message) throws Exception;
}
