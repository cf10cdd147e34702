/** Tests of videos, on clips that they make. */
package org.showtell.encoder.video;
