/**
 * How the job works: {@link org.showtell.cluster.job.MediaListing} finds files, {@link
 * org.showtell.cluster.job.ByteBalance} spreads them, {@link
 * org.showtell.cluster.job.PartitionCaptioning} captions a partition with the one {@link
 * org.showtell.cluster.job.ExecutorModel} of its process.
 */
package org.showtell.cluster.job;
