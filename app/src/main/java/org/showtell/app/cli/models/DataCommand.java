package org.showtell.app.cli.models;

import org.showtell.app.cli.terminal.CommonOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code showtell data}: the parent of what can be fetched to learn from. */
@Command(
    name = "data",
    description = "Fetches public training data.",
    synopsisSubcommandLabel = "coco",
    footer = {"", "Example:", "  showtell data coco coco/ --split val"})
public final class DataCommand {
  @Mixin private CommonOptions common;
}
