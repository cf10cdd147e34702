package org.showtell.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.showtell.app.bundle.EncoderSource;
import org.showtell.app.bundle.ModelCatalog;
import org.showtell.app.caption.BundleCaptioner;
import org.showtell.app.caption.CaptionOptions;
import org.showtell.app.features.FeatureExtraction;
import org.showtell.cluster.job.CaptionJob;
import org.showtell.cluster.job.FeatureJob;
import org.showtell.cluster.job.JobMetrics;
import org.showtell.cluster.job.JobOptions;
import org.showtell.cluster.job.MediaListing;
import org.showtell.cluster.job.ShippedEncoder;
import org.showtell.cluster.job.ShippedModel;
import org.showtell.encoder.FeatureKind;
import org.showtell.encoder.ImageEncoder;
import org.showtell.encoder.cache.FeatureStore;
import org.showtell.encoder.cache.FeatureStoreKey;
import org.showtell.encoder.weights.ContentHash;
import org.showtell.testing.Slow;

/** The job in this process, with the model that ships. */
class ClusterTest {
  private static SparkSession session;
  private static JavaSparkContext spark;

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    session = SparkSession.builder().config(settings()).getOrCreate();
    spark = JavaSparkContext.fromSparkContext(session.sparkContext());
  }

  static SparkConf settings() {
    return new SparkConf()
        .setMaster("local[2]")
        .setAppName("test")
        .set("spark.ui.enabled", "false")
        .set("spark.driver.bindAddress", "127.0.0.1")
        .set("spark.driver.host", "127.0.0.1")
        .set("spark.sql.shuffle.partitions", "2");
  }

  @AfterAll
  static void stop() {
    session.stop();
  }

  private JobMetrics run(CaptionJob.Output output, JobOptions.Extras extras) throws Exception {
    CaptionJob job =
        new CaptionJob(
            session,
            new JobOptions(
                ShippedModel.send(spark, ModelCatalog.open("starter"), null),
                CaptionOptions.defaults().withKeywords(new CaptionOptions.Keywords(3, null)),
                extras,
                new JobOptions.Videos(null, false),
                4));
    List<String> inputs = List.of(folder.resolve("photos").toString());
    job.run(MediaListing.list(spark, inputs, true), output, 1 << 20);
    return job.metrics();
  }

  private CaptionJob.Output output(String format) {
    return new CaptionJob.Output(folder.resolve("out").toString(), format, true);
  }

  private Map<String, Row> byName(Dataset<Row> records) {
    return records.collectAsList().stream()
        .collect(
            Collectors.toMap(
                row -> Path.of(row.<String>getAs("path")).getFileName().toString(),
                row -> row,
                (a, b) -> {
                  throw new AssertionError("twice: " + a);
                },
                TreeMap::new));
  }

  @Test
  void captionsWhatTheCommandLineCaptions() throws Exception {
    Path photos = folder.resolve("photos");
    Path first = ManyPhotos.draw(photos.resolve("a/_DSC0001.png"), 1);
    ManyPhotos.draw(photos.resolve("b/c/two.jpg"), 2);
    ManyPhotos.draw(photos.resolve(".thumbnails/small.png"), 3);
    Files.writeString(photos.resolve("broken.jpg"), "no photo");
    Files.writeString(photos.resolve("notes.txt"), "left out");
    Path inside = ManyPhotos.draw(folder.resolve("inside.png"), 4);
    ManyPhotos.tar(photos.resolve("shard-000000.tar"), inside);
    JobMetrics metrics =
        run(output("json"), new JobOptions.Extras(true, List.of("is there a dog?")));
    assertEquals(3, metrics.photos().value());
    assertEquals(1, metrics.undecodable().value());
    assertEquals(1, metrics.leftOut().value());
    assertTrue(metrics.encodeSeconds().value() > 0);

    Map<String, Row> records = byName(session.read().json(folder.resolve("out").toString()));
    assertEquals(
        List.of("_DSC0001.png", "broken.jpg", "inside.png", "two.jpg"),
        List.copyOf(records.keySet()));
    Row broken = records.get("broken.jpg");
    assertNull(broken.getAs("caption"));
    assertNotNull(broken.getAs("error"));
    try (BundleCaptioner captioner = BundleCaptioner.open(CaptionOptions.defaults())) {
      for (Path photo : List.of(first, photos.resolve("b/c/two.jpg"), inside)) {
        Row record = records.get(photo.getFileName().toString());
        assertEquals(captioner.caption(photo).best().text(), record.getAs("caption"));
        assertEquals(ContentHash.sha256(Files.readAllBytes(photo)), record.getAs("sha256"));
        assertEquals("starter", record.getAs("model"));
        assertEquals(1280, record.getList(record.fieldIndex("features")).size());
        assertEquals(1, record.getList(record.fieldIndex("answers")).size());
      }
    }
    assertTrue(records.get("inside.png").<String>getAs("source").endsWith("shard-000000.tar"));
  }

  @Test
  void videosInArchivesAreCaptionedAsOutside() throws Exception {
    Path photos = Files.createDirectories(folder.resolve("photos"));
    Path clip = Path.of("..", "samples", "clip.mp4");
    Files.copy(clip, photos.resolve("clip.mp4"));
    ManyPhotos.tar(photos.resolve("shard.tar"), clip);
    byte[] whole = Files.readAllBytes(photos.resolve("shard.tar"));
    Files.write(photos.resolve("cut.tar"), Arrays.copyOf(whole, (int) Files.size(clip) / 2));
    assertEquals(2, run(output("json"), JobOptions.Extras.NONE).videos().value());
    Map<String, List<String>> cues =
        session
            .read()
            .json(folder.resolve("out").toString())
            .orderBy("start")
            .collectAsList()
            .stream()
            .collect(
                Collectors.groupingBy(
                    row -> photos.relativize(Path.of(URI.create(row.getAs("path")))).toString(),
                    Collectors.mapping(
                        row -> row.getAs("start") + " " + row.getAs("caption") + row.getAs("error"),
                        Collectors.toList())));
    assertEquals(4, cues.get("clip.mp4").size(), cues.toString());
    assertEquals(cues.get("clip.mp4"), cues.get("shard.tar/clip.mp4"));
    assertEquals(1, cues.get("cut.tar/clip.mp4").size(), "named: " + cues);
  }

  @Test
  @Slow
  void goesOnWithoutDoingAnythingTwice() throws Exception {
    Path photos = folder.resolve("photos");
    ManyPhotos.draw(photos, 0, 4);
    assertEquals(4, run(output("parquet"), JobOptions.Extras.NONE).photos().value());
    ManyPhotos.draw(photos, 4, 6);
    Path touched = photos.resolve("photo-0000.png");
    Files.setLastModifiedTime(touched, FileTime.fromMillis(1_000_000_000_000L));
    JobMetrics second = run(output("parquet"), JobOptions.Extras.NONE);
    assertEquals(2, second.photos().value());
    assertEquals(1, second.unchanged().value());
    Dataset<Row> records = session.read().parquet(folder.resolve("out").toString());
    assertEquals(6, byName(records).size());

    ManyPhotos.draw(photos.resolve("photo-0001.png"), 77);
    assertEquals(1, run(output("parquet"), JobOptions.Extras.NONE).photos().value());
    assertEquals(7, session.read().parquet(folder.resolve("out").toString()).count());
  }

  @Test
  @Slow
  void writesAFeatureStoreThatTrainingReads() throws Exception {
    Path photos = folder.resolve("photos");
    ManyPhotos.draw(photos, 0, 3);
    Files.writeString(photos.resolve("broken.png"), "no photo");
    FeatureKind kind = FeatureKind.GRID;
    Path stores = folder.resolve("stores");
    try (ImageEncoder encoder = EncoderSource.of("starter").open(kind)) {
      FeatureJob job =
          new FeatureJob(session, ShippedEncoder.send(spark, "starter", null, kind), 2);
      String parts = stores.resolve("parts").toString();
      job.encode(MediaListing.list(spark, List.of(photos.toString()), true), parts, 1 << 20, false);
      FeatureJob.Result result = job.store(parts, stores, encoder.spec(), kind);
      assertEquals(new FeatureJob.Result(3, 1), result);
      FeatureStoreKey key = FeatureStoreKey.of(encoder.spec(), kind);
      try (FeatureStore store =
          FeatureStore.open(FeatureExtraction.folder(stores, encoder.spec(), kind), key)) {
        byte[] photo = Files.readAllBytes(photos.resolve("photo-0002.png"));
        float[] stored = new float[key.length()];
        store.get(ContentHash.sha256(photo), stored);
        try (BundleCaptioner captioner = BundleCaptioner.open(CaptionOptions.defaults())) {
          float[] pixels = captioner.preprocess(photo, "photo");
          assertArrayEquals(captioner.features(List.of(pixels)).get(0), stored, 2e-2f);
        }
      }
    }
  }

  @Test
  void captionsADatasetAndAnswersInSql() throws IOException {
    Path photo = ManyPhotos.draw(folder.resolve("photos/one.png"), 5);
    Dataset<Row> images =
        session.read().format("binaryFile").load(folder.resolve("photos").toString());
    Row record = Captions.caption(images, ModelCatalog.open("starter")).collectAsList().get(0);
    try (BundleCaptioner captioner = BundleCaptioner.open(CaptionOptions.defaults())) {
      assertEquals(captioner.caption(photo).best().text(), record.getAs("caption"));
    } catch (org.showtell.app.caption.ModelLoadException e) {
      throw new IOException(e);
    }
    ShowtellFunctions.register(session, "starter");
    images.createOrReplaceTempView("images");
    Row answered =
        session
            .sql(
                "select caption(content), answer(content, 'is there a dog?'),"
                    + " caption(cast('no image' as binary)) from images")
            .first();
    assertEquals(record.<String>getAs("caption"), answered.getString(0));
    assertTrue(List.of("yes", "no").contains(answered.getString(1)), answered.getString(1));
    assertNull(answered.get(2));
    Dataset<Row> other = session.createDataset(List.of("x"), Encoders.STRING()).toDF("name");
    assertThrows(
        IllegalArgumentException.class,
        () -> Captions.caption(other, ModelCatalog.open("starter")));
  }
}
