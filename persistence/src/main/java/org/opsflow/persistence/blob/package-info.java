/** Bytes in MariaDB, so that every node can serve them. */
package org.opsflow.persistence.blob;
