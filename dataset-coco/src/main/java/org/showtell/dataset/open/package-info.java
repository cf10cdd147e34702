/**
 * Opens a dataset by the name and path that a user gives: {@link
 * org.showtell.dataset.open.CaptionData} and {@link org.showtell.dataset.open.QuestionData} find
 * the format and its reader.
 */
package org.showtell.dataset.open;
