package org.showtell.app.server;

import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.showtell.app.caption.CaptionOptions;
import org.showtell.app.caption.CaptionRecord;
import org.showtell.app.caption.PhotoCaptions;
import org.showtell.app.input.FailureReason;
import org.showtell.app.output.caption.RecordJson;
import org.showtell.app.server.BatchQueue.Described;
import org.showtell.app.server.BatchQueue.QueueFullException;
import org.showtell.app.server.ServerConfig.Limits;

/** {@code POST /api/v1/captions}. */
final class CaptionsApi {
  /** Of one request: more wait with the request and not in the queue, where others have a turn. */
  private static final int IN_FLIGHT = 16;

  private static final Set<String> PARAMETERS = SearchQuery.with("attention");

  private final Models models;
  private final Uploads uploads;
  private final Limits limits;
  private final Metrics metrics;

  CaptionsApi(Models models, Uploads uploads, Limits limits, Metrics metrics) {
    this.models = models;
    this.uploads = uploads;
    this.limits = limits;
    this.metrics = metrics;
  }

  private record Pending(
      String name, CompletableFuture<Described<PhotoCaptions>> captions, String error) {}

  /** Takes each record as it is ready, in the order of the files. */
  @FunctionalInterface
  private interface RecordSink {
    void accept(CaptionRecord record) throws IOException;
  }

  void post(Context request) throws IOException {
    QueryOptions query = new QueryOptions(request.queryParamMap(), PARAMETERS);
    ServedModel model = models.find(query.text("model", null), ServedModel::captions, "captions");
    CaptionOptions options = SearchQuery.options(query, model);
    RecordJson.Details details =
        new RecordJson.Details(query.flag("attention"), options.keywords().areWanted());
    if (details.words() && !model.attends()) {
      throw Problem.badRequest(
          "attention must be false for a model that does not attend, but got true");
    }
    List<UploadedFile> files = uploads.files(request);
    if (EventStream.isWanted(request)) {
      EventStream.answer(
          request,
          events ->
              caption(
                  files,
                  model,
                  options,
                  record -> events.send("caption", RecordJson.caption(record, details))));
      return;
    }
    List<String> records = new ArrayList<>();
    boolean[] read = new boolean[1];
    caption(
        files,
        model,
        options,
        record -> {
          records.add(RecordJson.caption(record, details));
          read[0] |= !record.isFailed();
        });
    if (read[0]) {
      Json.answer(request, Json.results(records));
    } else {
      Failures.answer(
          request,
          Problem.unreadable("None of the " + files.size() + " files could be read").problem(),
          records);
    }
  }

  private void caption(
      List<UploadedFile> files, ServedModel model, CaptionOptions options, RecordSink sink)
      throws IOException {
    Deque<Pending> pending = new ArrayDeque<>();
    Iterator<UploadedFile> rest = files.iterator();
    boolean first = true;
    try {
      while (rest.hasNext() || !pending.isEmpty()) {
        while (rest.hasNext() && pending.size() < IN_FLIGHT) {
          pending.add(submit(rest.next(), model, options, first));
          first = false;
        }
        CaptionRecord record = record(pending.remove(), model, options);
        metrics.file("image", !record.isFailed());
        sink.accept(record);
      }
    } finally {
      pending.forEach(
          one -> one.captions().cancel(false)); // the client is gone, or it took too long
    }
  }

  private Pending submit(
      UploadedFile file, ServedModel model, CaptionOptions options, boolean first) {
    String name = Uploads.name(file);
    float[] pixels;
    try {
      pixels = uploads.decode(file, content -> model.captioner().preprocess(content, name));
    } catch (IOException | RuntimeException | OutOfMemoryError | StackOverflowError e) {
      return new Pending(name, new CompletableFuture<>(), FailureReason.of(e));
    }
    long until = System.nanoTime() + limits.patience().toNanos();
    while (true) {
      try {
        return new Pending(name, model.caption(pixels, options), null);
      } catch (QueueFullException e) {
        // Nothing of this request is done yet: it can be asked to come back. Later it waits.
        if (first || e.isStopping() || System.nanoTime() > until) {
          throw Problem.busy(e.getMessage());
        }
        pause();
      }
    }
  }

  private CaptionRecord record(Pending one, ServedModel model, CaptionOptions options) {
    if (one.error() != null) {
      return CaptionRecord.failed(one.name(), model.name(), one.error());
    }
    try {
      PhotoCaptions captions =
          one.captions().get(limits.patience().toMillis(), TimeUnit.MILLISECONDS).value();
      return CaptionRecord.captioned(one.name(), captions, model.name(), options.floor());
    } catch (TimeoutException e) {
      one.captions().cancel(false);
      throw Problem.busy(
          "The caption was not ready within " + limits.patience().toSeconds() + " s");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof QueueFullException) {
        throw Problem.busy("The server stops");
      }
      return CaptionRecord.failed(one.name(), model.name(), FailureReason.of(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.busy("The server stops");
    }
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.busy("The server stops");
    }
  }
}
