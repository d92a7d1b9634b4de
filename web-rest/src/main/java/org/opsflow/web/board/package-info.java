/** The live board: one socket that tells a page everything after its first load. */
package org.opsflow.web.board;
