/** Files and streams that results are written to, and what happens to files that exist already. */
package org.showtell.app.output.file;
