/** The program {@code opsflow-agent}: claims script steps and runs their commands, each run in a directory of its own. */
package org.opsflow.agent.runner;
