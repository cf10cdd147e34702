/** Tests of the studies' own material. */
package org.showtell.benchmarks.study;
