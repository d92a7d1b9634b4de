/** The engine's rules on a real database. */
package org.opsflow.domain.claim;
