/** Tests of the pipeline, with a captioner that needs no model. */
package org.showtell.app.pipeline;
