/** Trains caption networks side by side on the same features: the figures of docs/attention.md. */
package org.showtell.benchmarks.study;
