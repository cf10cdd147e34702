/** The official caption scores, equal in value to those of the coco-caption judge. */
package org.showtell.metric;
