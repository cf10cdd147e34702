/**
 * What {@code showtell doctor} looks at: one class per thing that the program needs, each of which
 * says what will be used, what is missing, and what to do about it.
 */
package org.showtell.app.cli.doctor;
