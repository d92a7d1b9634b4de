/** The registered workers in JPA. */
package org.opsflow.persistence.agent;
