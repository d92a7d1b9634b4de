package org.opsflow.domain.identity;

import java.util.UUID;

/** A sign-in has ended before its time; fired inside the transaction that ends it. */
public record SignedOut(UUID signInId) {}
