/** Reports of an evaluation: scores and examples as text, JSON and a page. */
package org.showtell.app.output.report;
