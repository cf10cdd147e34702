/**
 * Colours that are not sRGB, turned into it: by an embedded ICC profile, by the code points of
 * ITU-T H.273 that videos and some stills carry, or by what a PNG states about gamma and primaries;
 * and transparent ones, over white.
 *
 * <p>{@link org.showtell.encoder.colour.ColourProfile} is what a file says, {@link
 * org.showtell.encoder.colour.ColourConversion} what becomes of its pixels. Profiles come from
 * strangers: what is broken, oversized or of another kind of image is left aside, with a reason.
 */
package org.showtell.encoder.colour;
