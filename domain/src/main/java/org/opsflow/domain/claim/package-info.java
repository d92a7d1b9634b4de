/** How agents get work and report on it: sessions, offers, claims, leases, reports. */
package org.opsflow.domain.claim;
