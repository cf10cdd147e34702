/**
 * The commands that describe images and videos: {@code caption}, {@code video}, {@code ask}, {@code
 * features}.
 */
package org.showtell.app.cli.describe;
