/**
 * Damaged files of every kind that the program reads. Each target is given small sound files; what
 * its reader makes of thousands of changed ones must be a result or a reason in plain words, soon
 * and in bounded memory.
 */
package org.showtell.app.fuzz;
