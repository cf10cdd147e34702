package org.showtell.app.cli.models;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.showtell.app.cli.terminal.CommandContext;
import org.showtell.app.cli.terminal.CommonOptions;
import org.showtell.app.cli.terminal.Environment;
import org.showtell.app.cli.terminal.ExitCode;
import org.showtell.app.cli.terminal.UsageException;
import org.showtell.app.download.CocoFolder;
import org.showtell.app.download.CocoRelease;
import org.showtell.app.input.FailureReason;
import org.showtell.encoder.download.ByteCount;
import org.showtell.encoder.download.DownloadRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code showtell data coco}: COCO's captions and photos. */
@Command(
    name = "coco",
    description = {
      "Downloads COCO's captions and photos, and prints the values for --data.",
      "Resumes partial downloads; complete files are not downloaded again. The",
      "photos stay in their zips, which are read in place. COCO publishes no",
      "checksums: files must match the MD5 sums that other projects list."
    },
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  showtell data coco coco/ --split val",
      "  showtell data coco coco/ --url https://s3.amazonaws.com/images.cocodataset.org"
    })
public final class DataCocoCommand implements Callable<Integer> {
  /** A download that a person is asked about. */
  private static final long LARGE = 1_000_000_000L;

  private final CommandContext context;

  @Parameters(
      paramLabel = "DIR",
      description = "Folder to download into; created if it is missing.")
  private Path folder;

  @Option(names = "--year", description = "COCO release: 2014 or 2017 (default: 2017).")
  private int year = 2017;

  @Option(
      names = "--split",
      description = "Splits to download: ${COMPLETION-CANDIDATES} (default: all).")
  private Splits splits = Splits.all;

  @Option(
      names = "--url",
      paramLabel = "BASE",
      description = "Mirror that has annotations/ and zips/ (default: images.cocodataset.org).")
  private URI base = CocoRelease.HOME;

  @Option(
      names = {"-y", "--yes"},
      fallbackValue = "true",
      description = "Do not ask before a download over 1 GB (default: ask, but not in scripts).")
  private boolean yes;

  @Mixin private CommonOptions common;

  public DataCocoCommand(CommandContext context) {
    this.context = context;
  }

  /** In small letters, as they are typed. */
  enum Splits {
    train,
    val,
    all
  }

  @Override
  public Integer call() throws UsageException {
    common.apply(context.terminal());
    CocoFolder coco;
    List<DownloadRequest> requests;
    try {
      coco = new CocoFolder(CocoRelease.of(year), chosen(), folder);
      requests = coco.requests(base);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e);
    }
    try {
      Files.createDirectories(folder);
      if (!isAgreed(announced(requests))) {
        context.terminal().error("Nothing was fetched.");
        return ExitCode.SOME_FAILED;
      }
    } catch (IOException e) {
      context.terminal().error(folder + ": " + FailureReason.of(e));
      return ExitCode.SOME_FAILED;
    }
    return FileDownloads.run(context, files -> fetch(files, coco, requests));
  }

  private Set<CocoRelease.Split> chosen() {
    return switch (splits) {
      case train -> EnumSet.of(CocoRelease.Split.TRAIN);
      case val -> EnumSet.of(CocoRelease.Split.VAL);
      case all -> EnumSet.allOf(CocoRelease.Split.class);
    };
  }

  private void fetch(FileDownloads files, CocoFolder coco, List<DownloadRequest> requests)
      throws IOException, InterruptedException {
    for (DownloadRequest request : requests) {
      String there = files.fetch(request) ? ": is there, " : ": is there already, ";
      context.terminal().note(request.target() + there + "its checksum is right");
    }
    coco.extractCaptions();
    for (String argument : coco.dataArguments()) {
      context.print(argument + "\n");
    }
  }

  /** Says the size of each file and of all, and how much is still to come, which it returns. */
  private long announced(List<DownloadRequest> requests) throws IOException {
    long all = 0;
    long coming = 0;
    for (DownloadRequest request : requests) {
      long here = Math.min(request.bytesHere(), request.bytes());
      all += request.bytes();
      coming += request.bytes() - here;
      String size = String.format(Locale.ROOT, "%-9s ", ByteCount.text(request.bytes()));
      String part = here == 0 ? "" : ", " + ByteCount.text(here) + " of it are here";
      context.terminal().note(size + request.target().getFileName() + part);
    }
    long free = Files.getFileStore(folder).getUsableSpace();
    String sums = ByteCount.text(all) + " in all, " + ByteCount.text(coming) + " to come, ";
    sums += ByteCount.text(free) + " free";
    if (coming > free) {
      throw new IOException(sums + "; free some space, or name a folder on another disk");
    }
    context.terminal().note(folder + ": " + sums);
    return coming;
  }

  private boolean isAgreed(long bytes) throws IOException {
    Environment surroundings = context.surroundings();
    if (yes || bytes < LARGE || !surroundings.isAttended()) {
      return true;
    }
    context.terminal().error("Fetch " + ByteCount.text(bytes) + "? (y/n)");
    String answer =
        new BufferedReader(new InputStreamReader(surroundings.stdin(), StandardCharsets.UTF_8))
            .readLine();
    return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
  }
}
