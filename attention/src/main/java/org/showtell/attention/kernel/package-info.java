/**
 * What attention does position by position, once for floats (training and generation, on Java's
 * heap) and once for doubles (gradient checks).
 */
package org.showtell.attention.kernel;
