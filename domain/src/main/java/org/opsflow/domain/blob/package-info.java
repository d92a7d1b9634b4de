/** Large things: bytes in chunks behind one port. */
package org.opsflow.domain.blob;
