package org.opsflow.agent;

import java.util.HashSet;
import java.util.Set;

/**
 * The ledger of room: an attempt on the floor takes a slot, a credit promises one. The server counts alike, so a credit
 * comes back by itself with a declined or vanished offer; only a grant uses it up.
 */
final class Slots {
    private final int total;
    private final Set<String> accepting = new HashSet<>();
    private int credits;
    private int lastSent;

    Slots(int total) {
        this.total = total;
    }

    /** A new session knows of no credits and no offers. */
    void newSession() {
        credits = 0;
        accepting.clear();
    }

    boolean hasRoom(int attempts) {
        return attempts + accepting.size() < total;
    }

    void accept(String offerId) {
        accepting.add(offerId);
    }

    boolean isAccepting(String offerId) {
        return accepting.contains(offerId);
    }

    void refused(String offerId) {
        accepting.remove(offerId);
    }

    /** A grant uses up the credit of its offer. One without an offer, anew on resume, uses none. */
    void granted(String offerId) {
        accepting.remove(offerId);
        if (!offerId.isEmpty()) {
            credits = Math.max(0, credits - 1);
        }
    }

    /** How many credits to send now; they count as sent. */
    int due(int attempts) {
        int due = Math.max(0, total - attempts - credits);
        if (due > 0) {
            credits += due;
            lastSent = due;
        }
        return due;
    }

    /** The server counted more attempts than we knew of when we sent: what it granted anew was still on its way. */
    void creditsRefused() {
        credits = Math.max(0, credits - lastSent);
        lastSent = 0;
    }
}
