/** Jobs on this machine and on a small cluster. */
package org.showtell.cluster;
