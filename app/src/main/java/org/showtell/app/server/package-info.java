/**
 * The web page and the REST API of {@code showtell serve}.
 *
 * <p>{@link org.showtell.app.server.ShowtellServer} puts the routes together, {@link
 * org.showtell.app.server.RequestGuard} decides which requests are let in, and {@link
 * org.showtell.app.server.BatchQueue} joins the images of all clients into batches of one encoder.
 */
package org.showtell.app.server;
