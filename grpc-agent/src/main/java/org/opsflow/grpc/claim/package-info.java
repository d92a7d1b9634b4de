/** The conversation with agents, and the output and files of their attempts. */
package org.opsflow.grpc.claim;
