/** What was recorded, for those who may read it. */
package org.opsflow.web.activity;
