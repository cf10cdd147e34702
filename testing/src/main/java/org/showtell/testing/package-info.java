/** What the tests of several modules share; no module's main code uses it. */
package org.showtell.testing;
