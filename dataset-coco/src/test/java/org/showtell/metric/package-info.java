/** Tests of the scores against the reference implementation's values. */
package org.showtell.metric;
