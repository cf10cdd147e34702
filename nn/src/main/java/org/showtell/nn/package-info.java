/**
 * What every network of this project is built on: {@code tensor} (products over ND4J arrays),
 * {@code parameter} (named weights with gradients) and {@code optim} (what moves them). Here: the
 * checks of values that all of them share.
 */
package org.showtell.nn;
