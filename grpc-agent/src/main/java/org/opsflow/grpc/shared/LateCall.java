package org.opsflow.grpc.shared;

import io.grpc.StatusRuntimeException;
import org.opsflow.domain.identity.Caller;

/**
 * A call that was set up at once, as gRPC wants it, and that begins when its caller is known. One of the two methods is
 * called, unless the other side has hung up meanwhile.
 */
public interface LateCall {
    void begin(Caller caller);

    void fail(StatusRuntimeException status);
}
