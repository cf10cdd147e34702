/**
 * The commands that train a model: {@code train caption}, {@code train keywords}, {@code train
 * vqa}.
 */
package org.showtell.app.cli.train;
