/** The database: its change logs, its health, its invariants, and a real MariaDB run beside the server. */
package org.opsflow.db;
