/** Tests of the command line, in this process and in child processes that are killed. */
package org.showtell.app.cli;
