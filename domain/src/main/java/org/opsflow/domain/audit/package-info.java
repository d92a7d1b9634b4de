/** The recorder of what is refused and of what is done to accounts, keys and members. */
package org.opsflow.domain.audit;
