package org.showtell.app.server;

import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.showtell.app.caption.CaptionOptions;
import org.showtell.app.caption.CaptionRecord;
import org.showtell.app.output.caption.RecordJson;
import org.showtell.app.output.video.VideoJsonWriter;
import org.showtell.app.video.VideoCue;
import org.showtell.app.video.VideoOptions;
import org.showtell.app.video.VideoOutcome;
import org.showtell.app.video.VideoPipeline;
import org.showtell.app.video.VideoPreviews;
import org.showtell.app.video.VideoSink;
import org.showtell.encoder.video.sampling.FrameSampler;

/** {@code POST /api/v1/videos}: an upload goes to a temporary file, which is removed afterwards. */
final class VideosApi {
  private static final Set<String> PARAMETERS =
      SearchQuery.with("every", "frames", "scenes", "merge", "summary");
  private static final Pattern SPAN = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,6})?)(ms|s|m)");
  private static final int AT_A_TIME = 2;
  private static final int MOST_RECORDS = 10_000;

  private final Models models;
  private final Uploads uploads;
  private final Metrics metrics;
  private final Semaphore turns = new Semaphore(AT_A_TIME);

  VideosApi(Models models, Uploads uploads, Metrics metrics) {
    this.models = models;
    this.uploads = uploads;
    this.metrics = metrics;
  }

  void post(Context request) throws IOException {
    QueryOptions query = new QueryOptions(request.queryParamMap(), PARAMETERS);
    ServedModel model = models.find(query.text("model", null), ServedModel::captions, "captions");
    CaptionOptions options = SearchQuery.options(query, model);
    VideoOptions video =
        new VideoOptions(sampler(query), query.flag("merge"), query.flag("summary"), 8, 1)
            .with(options);
    List<UploadedFile> files = uploads.files(request);
    if (!turns.tryAcquire()) {
      throw Problem.busy("Other videos are being captioned; try again in a moment");
    }
    try {
      if (EventStream.isWanted(request)) {
        EventStream.answer(
            request, events -> describe(request, files, model, options, video, events));
      } else {
        describe(request, files, model, options, video, null).answer(request, files.size());
      }
    } finally {
      turns.release();
    }
  }

  private Records describe(
      Context request,
      List<UploadedFile> files,
      ServedModel model,
      CaptionOptions options,
      VideoOptions video,
      EventStream events)
      throws IOException {
    Records records = new Records(model.name(), options.keywords().areWanted(), metrics, events);
    for (UploadedFile file : files) {
      describe(uploads.folder(request), file, model, options, video, records);
    }
    return records;
  }

  private void describe(
      Path folder,
      UploadedFile file,
      ServedModel model,
      CaptionOptions options,
      VideoOptions video,
      Records records)
      throws IOException {
    Path copy = Files.createTempFile(folder, "video", ".tmp");
    try {
      try (InputStream content = file.content()) {
        Files.copy(content, copy, StandardCopyOption.REPLACE_EXISTING);
      }
      records.name = Uploads.name(file);
      new VideoPipeline(new QueuedCaptioner(model, options), video, VideoPreviews.NONE)
          .run(List.of(copy.toString()), records);
    } finally {
      Files.deleteIfExists(copy);
    }
  }

  private static FrameSampler sampler(QueryOptions query) {
    int given =
        (query.has("every") ? 1 : 0)
            + (query.has("frames") ? 1 : 0)
            + (query.flag("scenes") ? 1 : 0);
    if (given > 1) {
      throw Problem.badRequest(
          "every, frames and scenes must not be given together, but got " + given + " of them");
    }
    if (query.flag("scenes")) {
      return FrameSampler.scenes();
    }
    return query.has("frames")
        ? FrameSampler.count(query.number("frames", 8, 1, 10_000))
        : FrameSampler.every(span(query.text("every", "2s")));
  }

  private static Duration span(String text) {
    Matcher span = SPAN.matcher(text);
    if (!span.matches()) {
      throw Problem.badRequest(
          "every must be a time such as 2s or 500ms, but got " + Problem.quoted(text));
    }
    double seconds =
        Double.parseDouble(span.group(1))
            * switch (span.group(2)) {
              case "ms" -> 1e-3;
              case "s" -> 1;
              default -> 60;
            };
    if (seconds < 0.01) {
      throw Problem.badRequest("every must be at least 10ms, but got " + text);
    }
    return Duration.ofNanos(Math.round(seconds * 1e9));
  }

  /** Collects the records of all videos, or sends each as an event. */
  private static final class Records implements VideoSink {
    private final String model;
    private final boolean keywords;
    private final Metrics metrics;
    private final EventStream events; // or null
    private final List<String> records = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private String name;
    private int sent;

    Records(String model, boolean keywords, Metrics metrics, EventStream events) {
      this.model = model;
      this.keywords = keywords;
      this.metrics = metrics;
      this.events = events;
    }

    @Override
    public void begin(String path, Optional<Duration> duration) {}

    @Override
    public void cue(VideoCue cue) throws IOException {
      add("cue", VideoJsonWriter.line(name, cue, keywords, false));
    }

    @Override
    public void summary(VideoCue whole) throws IOException {
      add("summary", VideoJsonWriter.line(name, whole, keywords, true));
    }

    @Override
    public void end(VideoOutcome outcome) throws IOException {
      Optional<String> error = outcome.error();
      metrics.file("video", error.isEmpty());
      if (error.isPresent()) {
        failures.add(name + ": " + error.get());
        CaptionRecord failed = CaptionRecord.failed(name, model, error.get());
        add("problem", RecordJson.caption(failed, new RecordJson.Details(false, keywords)));
      }
    }

    private void add(String event, String json) throws IOException {
      if (++sent > MOST_RECORDS) {
        throw Problem.tooLarge(
            "A request must give at most "
                + MOST_RECORDS
                + " captions, but got more; take fewer frames");
      }
      if (events == null) {
        records.add(json);
      } else {
        events.send(event, json);
      }
    }

    void answer(Context request, int files) {
      if (records.size() == failures.size() && failures.size() == files) {
        Failures.answer(
            request, Problem.unreadable(String.join("; ", failures)).problem(), records);
      } else {
        Json.answer(request, Json.results(records));
      }
    }
  }
}
