/**
 * The commands that measure: {@code evaluate caption}, {@code evaluate keywords}, {@code evaluate
 * vqa}, {@code score}.
 */
package org.showtell.app.cli.evaluate;
