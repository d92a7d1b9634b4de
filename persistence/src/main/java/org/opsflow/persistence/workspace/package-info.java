/** The tenants in JPA. */
package org.opsflow.persistence.workspace;
