/** The dependency rules of the modules that the WAR packs. */
package org.opsflow.architecture;
