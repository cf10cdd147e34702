/** Tests of what is done with scores. */
package org.showtell.app.evaluation;
