/**
 * Trains caption networks side by side on the same features: the figures of docs/attention.md; asks
 * what a model says of clips made of photos: those of docs/video.md; has a teacher's captioner
 * describe photos that nobody described.
 */
package org.showtell.benchmarks.study;
