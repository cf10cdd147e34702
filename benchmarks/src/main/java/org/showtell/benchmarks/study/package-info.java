/**
 * Trains caption networks side by side on the same features: the figures of docs/attention.md; asks
 * what a model says of clips made of photos: those of docs/video.md; counts genders in captions;
 * draws shapes and asks about them.
 */
package org.showtell.benchmarks.study;
