/** The smallest application a launcher can be tested with; packed into a WAR by the tests. */
package org.opsflow.micro.war;
