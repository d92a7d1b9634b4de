/** What every call of the agents' door uses: keys, statuses, the outbox. */
package org.opsflow.grpc.shared;
