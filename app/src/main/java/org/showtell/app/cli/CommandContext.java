package org.showtell.app.cli;

import org.showtell.app.pipeline.CaptionerFactory;

/**
 * What every command is given.
 *
 * @param surroundings of the process
 * @param terminal over its streams
 * @param captioners loads models that caption
 */
record CommandContext(Surroundings surroundings, Terminal terminal, CaptionerFactory captioners) {}
