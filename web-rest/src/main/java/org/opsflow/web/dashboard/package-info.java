/** The files of the dashboard, and the headers every answer carries. */
package org.opsflow.web.dashboard;
