package org.opsflow.grpc.claim;

import io.grpc.stub.StreamObserver;
import org.opsflow.grpc.shared.LateCall;

/** A call on which the agent sends many frames of one kind. */
public interface BulkCall<T> extends StreamObserver<T>, LateCall {}
