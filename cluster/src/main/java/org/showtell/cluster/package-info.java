/**
 * Showtell as a job of Apache Spark. Start with {@link org.showtell.cluster.Captions} as a library
 * and {@link org.showtell.cluster.Caption} on the command line.
 */
package org.showtell.cluster;
