/** Visual features that networks learn from: in memory or on disk, as they are or standardised. */
package org.showtell.decoder.features;
