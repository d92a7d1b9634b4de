/** Messages between agents, as people read them. */
package org.opsflow.web.message;
