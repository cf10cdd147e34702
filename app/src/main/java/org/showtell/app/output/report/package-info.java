/**
 * Reports of an evaluation as text, JSON and a page: start from {@link
 * org.showtell.app.output.report.ReportFolder}.
 */
package org.showtell.app.output.report;
