/** Contract tests of the adapters, against a real MariaDB. */
package org.opsflow.persistence;
