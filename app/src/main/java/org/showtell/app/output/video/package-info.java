/**
 * Captions of videos: subtitles (SRT, WebVTT), JSON, text, and a page. Start from {@link
 * VideoOutput} and {@link VideoWriter}.
 */
package org.showtell.app.output.video;
