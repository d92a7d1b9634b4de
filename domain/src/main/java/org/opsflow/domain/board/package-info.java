/** What people look at: runs with their steps, and the agents. */
package org.opsflow.domain.board;
