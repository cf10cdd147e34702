/** What recurrent networks can and cannot learn, measured: docs/recurrent.md shows the results. */
package org.showtell.benchmarks.recurrent;
