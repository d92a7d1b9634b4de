/** The registered workers. */
package org.opsflow.web.agent;
