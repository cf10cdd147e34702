/** Tests of the objects that captions name. */
package org.showtell.metric.objects;
