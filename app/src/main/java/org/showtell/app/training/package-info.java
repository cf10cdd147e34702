/**
 * Training runs: data and encoder to features, features to a trained network, the network to a
 * bundle.
 */
package org.showtell.app.training;
