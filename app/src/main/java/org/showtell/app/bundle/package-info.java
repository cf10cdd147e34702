/**
 * Model bundles: a folder or zip file with the weights, the vocabulary, the facts and the card of a
 * model. A bundle is data from outside: all it says is checked before anything is allocated.
 */
package org.showtell.app.bundle;
