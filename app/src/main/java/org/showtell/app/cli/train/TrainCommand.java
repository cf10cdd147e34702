package org.showtell.app.cli.train;

import org.showtell.app.cli.terminal.CommonOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code showtell train}: the parent of what can be trained. */
@Command(
    name = "train",
    description = "Trains a model of your own.",
    synopsisSubcommandLabel = "caption|keywords|vqa",
    footer = {
      "",
      "Example:",
      "  showtell train caption --data coco:captions_train2017.json,train2017 \\",
      "      --dev coco:captions_val2017.json,val2017 -o mine.zip"
    })
public final class TrainCommand {
  @Mixin private CommonOptions common;
}
