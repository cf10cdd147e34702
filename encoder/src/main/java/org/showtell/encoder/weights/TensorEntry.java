package org.showtell.encoder.weights;

import java.util.List;

/**
 * One tensor as a file's header declares it, checked.
 *
 * @param name its name
 * @param type its number format as the file names it; it may be one that {@link TensorType} does
 *     not read
 * @param shape its dimensions
 * @param begin where its bytes begin, from the end of the header
 * @param end where they end
 */
record TensorEntry(String name, String type, List<Integer> shape, long begin, long end) {}
