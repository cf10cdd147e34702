/**
 * Training a captioner: data and features to a trained network, the network to a bundle;
 * fine-tuning of its encoder.
 */
package org.showtell.app.training.caption;
