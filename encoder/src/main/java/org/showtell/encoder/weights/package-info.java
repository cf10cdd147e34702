/**
 * Weight files: read and written in the public safetensors format, never through Java
 * serialization. A file is checked before anything is allocated for it: a hostile one fails with a
 * message and does nothing else.
 */
package org.showtell.encoder.weights;
