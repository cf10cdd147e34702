/**
 * Images as a user names them: files, folders, zip files, lists and standard input.
 *
 * <p>{@link org.showtell.app.input.PhotoInputs} walks them in order and reports what it leaves out;
 * {@link org.showtell.app.input.ReadAhead} decodes them ahead of a model.
 */
package org.showtell.app.input;
