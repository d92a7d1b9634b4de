/** The recorder of each workspace's numbered history, which every use case writes to. */
package org.opsflow.domain.change;
