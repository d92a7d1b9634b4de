/** Submitting runs. */
package org.opsflow.grpc.workflow;
