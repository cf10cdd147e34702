package org.showtell.app.cli.evaluate;

import org.showtell.app.cli.terminal.CommonOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code showtell evaluate}: the parent of what can be scored. */
@Command(
    name = "evaluate",
    description = "Scores a model on data with references.",
    synopsisSubcommandLabel = "caption|keywords|vqa",
    footer = {
      "",
      "Example:",
      "  showtell evaluate caption -m starter --data flickr8k:DIR --split dev"
    })
public final class EvaluateCommand {
  @Mixin private CommonOptions common;
}
