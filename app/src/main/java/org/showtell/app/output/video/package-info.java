/** Captions of videos: subtitles (SRT, WebVTT), JSON, text, and a page. */
package org.showtell.app.output.video;
