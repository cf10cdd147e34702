/** The native libraries that compute, beside ND4J: whether they are there, and what they can do. */
package org.showtell.nn.engine;
