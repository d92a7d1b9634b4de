/** Measurements of a whole server: agents and submitting client are real, over the network, in processes of their own. */
package org.opsflow.bench;
