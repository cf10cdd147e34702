package org.showtell.app.bundle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.showtell.app.LoopbackFiles;
import org.showtell.encoder.download.Download;
import org.showtell.encoder.download.DownloadConfig;
import org.showtell.encoder.download.DownloadListener;
import org.showtell.encoder.preset.EncoderPreset;
import org.showtell.encoder.preset.WeightOrigin;
import org.showtell.encoder.preset.WeightSource;

class WeightCacheTest {
  private static final EncoderPreset VGG = EncoderPreset.named("vgg16-notop");

  @TempDir Path folder;

  private static EncoderPreset published(URI url, byte[] weights) throws Exception {
    byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(weights);
    WeightSource source =
        new WeightSource(url, "sha256:" + HexFormat.of().formatHex(sha256), 0, "ours");
    return new EncoderPreset(
        VGG.name(),
        VGG.architecture(),
        VGG.preprocessing(),
        WeightOrigin.OXFORD,
        List.of(source),
        "none");
  }

  private static byte[] weights() {
    byte[] weights = new byte[5000];
    new Random(1).nextBytes(weights);
    return weights;
  }

  @Test
  void missingWeightsNameTheCommandToRun() {
    WeightCache cache = new WeightCache(folder);
    String message =
        assertThrows(ModelBundleException.class, () -> cache.require(VGG)).getMessage();
    assertTrue(message.contains("showtell models download vgg16-notop"), message);
    assertTrue(message.contains(cache.file(VGG).toString()), message);
  }

  @Test
  void weightsAreUnderTheirPublishersName() {
    assertEquals(
        folder.resolve(
            Path.of("weights", "vgg16-notop", "vgg16_weights_tf_dim_ordering_tf_kernels_notop.h5")),
        new WeightCache(folder).file(VGG));
  }

  @Test
  void weightsThatArePublishedNowhereAreNotDownloaded() {
    WeightCache cache = new WeightCache(folder);
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> cache.request(EncoderPreset.named("small-vgg"), Optional.empty()))
            .getMessage();
    assertTrue(message.contains("small-vgg are no download"), message);
  }

  @Test
  void fetchedWeightsAreWhereTheyAreLookedForAndKnown() throws Exception {
    try (LoopbackFiles server = new LoopbackFiles()) {
      server.put("/a/w.h5", weights());
      EncoderPreset preset = published(server.url("/a/w.h5"), weights());
      WeightCache cache = new WeightCache(folder);
      Download download = new Download(DownloadConfig.defaults());
      assertTrue(download.fetch(cache.request(preset, Optional.empty()), DownloadListener.NONE));
      assertArrayEquals(weights(), Files.readAllBytes(cache.require(preset)));
      assertFalse(download.fetch(cache.request(preset, Optional.empty()), DownloadListener.NONE));
      PublishedWeights known = new PublishedWeights(List.of(preset));
      assertTrue(known.isWeightFile(cache.file(preset)));
      assertEquals(preset, known.presetOf(cache.file(preset)));
    }
  }

  @Test
  void aMirrorMustHaveTheSameBytesAndMayHaveAnotherName() throws Exception {
    try (LoopbackFiles server = new LoopbackFiles()) {
      server.put("/copy", weights());
      EncoderPreset preset = published(URI.create("http://no-such-host.invalid/w.h5"), weights());
      WeightCache cache = new WeightCache(folder);
      new Download(DownloadConfig.defaults())
          .fetch(cache.request(preset, Optional.of(server.url("/copy"))), DownloadListener.NONE);
      assertEquals("w.h5", cache.require(preset).getFileName().toString());
    }
  }

  @Test
  void weightsOfNobodyAreNamedWithTheirChecksum() throws Exception {
    Path file = Files.write(folder.resolve("odd.h5"), weights());
    String message =
        assertThrows(
                ModelBundleException.class, () -> PublishedWeights.ofAllPresets().presetOf(file))
            .getMessage();
    String md5 = HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(weights()));
    assertTrue(message.contains("md5:" + md5), message);
    assertTrue(message.contains("vgg16 has md5:64373286793e3c8b2b4e3219cbf3544b"), message);
  }
}
