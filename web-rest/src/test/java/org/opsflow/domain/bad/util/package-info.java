/** A bad example: a package whose name says nothing. */
package org.opsflow.domain.bad.util;
