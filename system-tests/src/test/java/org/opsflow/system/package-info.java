/** Journeys and chaos: the packaged server and agents in processes of their own, seen only from outside. */
package org.opsflow.system;
