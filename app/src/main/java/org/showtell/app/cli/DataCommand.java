package org.showtell.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code showtell data}: the parent of what can be fetched to learn from. */
@Command(
    name = "data",
    description = "Fetches public training data.",
    synopsisSubcommandLabel = "coco",
    footer = {"", "Example:", "  showtell data coco coco/ --split val"})
final class DataCommand {
  @Mixin private CommonOptions common;
}
