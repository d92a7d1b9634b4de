/** What every page and call of the people's door uses: problems, request bodies, authentication, headers. */
package org.opsflow.web.shared;
