/**
 * Reads the tensors of PyTorch's {@code .pth} files, both the zip form and the older one. Their
 * table of contents is a Python pickle, a program in a small language; here it is interpreted by a
 * machine that knows only the instructions and names that a table of tensors needs, and can build
 * nothing but texts, numbers, lists, maps and descriptions of tensors.
 */
package org.showtell.encoder.weights.torch;
