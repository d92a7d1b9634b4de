/** The agents' door: the gRPC server and its service. */
package org.opsflow.grpc.boot;
