/** Tests of the JSON readers and writers. */
package org.showtell.dataset.json;
