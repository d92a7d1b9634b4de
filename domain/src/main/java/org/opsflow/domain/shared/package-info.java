/** What every feature uses: ids, problems, settings, JSON text. */
package org.opsflow.domain.shared;
