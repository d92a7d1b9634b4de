/** Messages between agents: stored, brought to who they are for, and shown to people. */
package org.opsflow.domain.message;
