/** Tests of colour conversions; {@code IccBytes} makes profiles. */
package org.showtell.encoder.colour;
