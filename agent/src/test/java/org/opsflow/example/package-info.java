/** What docs/agents.md shows. */
package org.opsflow.example;
