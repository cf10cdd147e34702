/** The commands that list and download models and datasets: {@code models}, {@code data}. */
package org.showtell.app.cli.models;
