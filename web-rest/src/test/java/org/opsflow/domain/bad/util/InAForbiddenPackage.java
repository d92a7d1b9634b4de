package org.opsflow.domain.bad.util;

/** A package whose name says nothing. */
public final class InAForbiddenPackage {}
