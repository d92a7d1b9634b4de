/** Reads what was recorded. */
package org.opsflow.domain.activity;
