/**
 * How honest captions are about objects: which of COCO's 80 classes a caption names, and whether
 * people name them too (after Rohrbach et al. 2018, "Object hallucination in image captioning").
 */
package org.showtell.metric.objects;
