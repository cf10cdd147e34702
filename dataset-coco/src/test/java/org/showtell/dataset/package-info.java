/** Tests of how data sets are opened, and what tests share. */
package org.showtell.dataset;
