/** Plays one side of the agents' contract against a program that plays the other, by scripts that are data. */
package org.opsflow.conformance;
