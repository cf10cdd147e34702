/**
 * Runs models over data sets and scores what they say: start from {@link
 * org.showtell.app.evaluation.CaptionEvaluation}, its siblings for keywords and answers, and {@link
 * org.showtell.app.evaluation.EvaluationReport}.
 */
package org.showtell.app.evaluation;
