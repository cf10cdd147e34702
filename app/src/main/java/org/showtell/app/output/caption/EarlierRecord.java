package org.showtell.app.output.caption;

/**
 * What an earlier run wrote about one photo, as far as it matters to a later one.
 *
 * @param path of the photo
 * @param model that was asked; empty where the record does not say
 * @param failed whether there is no caption
 */
record EarlierRecord(String path, String model, boolean failed) {}
