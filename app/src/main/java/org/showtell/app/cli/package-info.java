/**
 * The command line: what the user typed into what the program does, and the one place that knows
 * the terminal, the environment and exit codes.
 *
 * <p>{@link org.showtell.app.cli.Showtell} is the main class. Each command is a class that holds
 * its options and checks them against each other; what it does is a class beside it. Nothing here
 * touches the engine before a command needs it, so that help comes at once.
 */
package org.showtell.app.cli;
