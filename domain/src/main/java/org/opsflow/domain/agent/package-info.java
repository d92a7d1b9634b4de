/** The registered workers. */
package org.opsflow.domain.agent;
