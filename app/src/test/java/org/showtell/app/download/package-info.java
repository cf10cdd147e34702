/** Training data from a server in this process. */
package org.showtell.app.download;
