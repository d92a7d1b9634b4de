/** People, sign-ins and keys in JPA. */
package org.opsflow.persistence.identity;
