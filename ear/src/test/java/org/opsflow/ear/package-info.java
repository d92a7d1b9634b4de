/** What the EAR wraps. */
package org.opsflow.ear;
