/** The teacher's pictures and outputs. */
package org.showtell.encoder.training.teacher;
