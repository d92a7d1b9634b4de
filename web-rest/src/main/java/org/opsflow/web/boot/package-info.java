/** Starts and stops the server's parts in order, and gives them what an operator configured. */
package org.opsflow.web.boot;
