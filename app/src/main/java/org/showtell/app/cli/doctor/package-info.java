/**
 * {@code showtell doctor}: {@link org.showtell.app.cli.doctor.DoctorCommand} runs the checks; each
 * says what will be used, what is missing, and what to do about it.
 */
package org.showtell.app.cli.doctor;
