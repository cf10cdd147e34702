/** Scores of a model on a dataset: free-running captions against the references. */
package org.showtell.app.evaluation;
