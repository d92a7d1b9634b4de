/** Who calls: people, their sign-ins, roles and keys. */
package org.opsflow.domain.identity;
