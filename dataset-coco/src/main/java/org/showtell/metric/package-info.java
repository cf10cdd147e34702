/**
 * The official caption scores, equal in value to those of the coco-caption judge, and VQA accuracy.
 * Start from {@link org.showtell.metric.PtbTokenizer} and {@link org.showtell.metric.Bleu}.
 */
package org.showtell.metric;
