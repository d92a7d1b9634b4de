package org.opsflow.domain.claim;

/** Why a frame had no effect; the words of the protocol. */
public enum RefusalCode {
    LEASE_LOST,
    OFFER_GONE,
    OUT_OF_ORDER,
    ILLEGAL_STATE,
    INVALID,
    TOO_LARGE,
    UNKNOWN_FRAME,
    OVERLOADED,
    CANCELLED
}
