/** Downloads from a server in this process that cuts, stalls, redirects and lies. */
package org.showtell.encoder.download;
