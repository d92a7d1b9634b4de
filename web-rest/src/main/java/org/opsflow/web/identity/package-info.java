/** Signing in and out, and who one is. */
package org.opsflow.web.identity;
