/**
 * Visual features of images: extracted for a dataset, kept in a feature store, or exported to a
 * file.
 */
package org.showtell.app.features;
