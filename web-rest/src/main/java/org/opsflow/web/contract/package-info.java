/** The contract of the people's door: its OpenAPI document, and the check of every request against it. */
package org.opsflow.web.contract;
