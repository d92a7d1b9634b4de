/** Bad examples: classes on which the rules of the architecture must fail. */
package org.opsflow.agent.bad;
