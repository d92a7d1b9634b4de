/** Proves inside a real Payara Micro, on a real MariaDB, what only the two together can break. */
package org.opsflow.inside;
