package org.opsflow.grpc.bad;

import jakarta.transaction.Transactional;

/** A bad example: a transaction around a call. */
public class IsTransactional {
    @Transactional
    public void call() {}
}
