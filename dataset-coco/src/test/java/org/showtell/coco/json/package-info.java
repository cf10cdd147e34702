/** Tests of the JSON readers and writers. */
package org.showtell.coco.json;
