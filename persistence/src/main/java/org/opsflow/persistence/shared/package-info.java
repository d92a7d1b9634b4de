/** What every adapter uses: statements, rows, the database's clock. */
package org.opsflow.persistence.shared;
