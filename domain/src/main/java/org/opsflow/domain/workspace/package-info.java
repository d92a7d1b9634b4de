/** The tenants. */
package org.opsflow.domain.workspace;
