/** Tests of the keywords' words. */
package org.showtell.coco.keywords;
