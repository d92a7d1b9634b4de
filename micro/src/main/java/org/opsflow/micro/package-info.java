/** One command that runs everything: the embedded database, Payara Micro in this JVM, and the web application in it. */
package org.opsflow.micro;
