/** Tests that the benchmarks measure what they say. */
package org.showtell.benchmarks.recurrent;
