/**
 * The terminal: progress bars, settings from the environment and from files, exit codes, and errors
 * as messages.
 */
package org.showtell.app.cli.terminal;
