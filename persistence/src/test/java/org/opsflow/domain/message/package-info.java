/** Messages on the real database. */
package org.opsflow.domain.message;
