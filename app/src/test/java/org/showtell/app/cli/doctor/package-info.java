/** Tests of what {@code showtell doctor} looks at, on facts of other machines. */
package org.showtell.app.cli.doctor;
