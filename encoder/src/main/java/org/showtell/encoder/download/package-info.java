/**
 * Large files from the network, whole or not at all: {@link org.showtell.encoder.download.Download}
 * resumes what was cut, checks the content before anyone can use it and moves it to its place in
 * one step. {@code HttpFetch} is the only class of the program that opens connections to others.
 */
package org.showtell.encoder.download;
