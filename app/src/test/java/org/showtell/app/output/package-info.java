/** Tests of the formats and of what is done about results that are there already. */
package org.showtell.app.output;
