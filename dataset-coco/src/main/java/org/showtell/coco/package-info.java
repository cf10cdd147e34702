/** Images with their reference captions, where their pixels lie, and how a data set is opened. */
package org.showtell.coco;
