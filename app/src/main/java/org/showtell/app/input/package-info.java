/**
 * Images as a user names them: files, folders, zip files, lists and standard input.
 *
 * <p>{@link org.showtell.app.input.PhotoInputs} walks them in order and reports what it leaves out;
 * {@link org.showtell.app.input.PhotoPreparation} says what a model needs of an image before it is
 * encoded.
 */
package org.showtell.app.input;
