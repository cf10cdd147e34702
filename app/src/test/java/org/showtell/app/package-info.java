/** Tests of the whole program: which package may know what. */
package org.showtell.app;
