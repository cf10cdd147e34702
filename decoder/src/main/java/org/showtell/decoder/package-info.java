/**
 * Memory to tokens: the captioning network, its step-by-step contract, and the configuration that
 * both training and generation read.
 */
package org.showtell.decoder;
