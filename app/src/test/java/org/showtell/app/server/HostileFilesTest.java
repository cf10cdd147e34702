package org.showtell.app.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Files that are broken, disguised or far larger than they look. Most of the time goes into
 * captions of those that can still be read.
 */
@Timeout(120)
class HostileFilesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path SAMPLES = Path.of("..", "samples");
  private static final int SEED = 24;

  // One lossless pixel.
  private static final byte[] WEBP =
      Base64.getDecoder().decode("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==");

  private static ShowtellServer server;
  private static RawClient client;

  @BeforeAll
  static void start() throws Exception {
    server =
        ShowtellServer.start(
            new ServerConfig(
                List.of("starter"),
                new ServerConfig.Address("127.0.0.1", 0, Optional.empty()),
                new ServerConfig.Limits(2 << 20, 8 << 20, 256, 8, Duration.ofSeconds(30)),
                Optional.empty()));
    client = new RawClient(server.port());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void theServerGoesOnAndNothingIsLeft() throws Exception {
    RawClient.Answer answer =
        client.post("/api/v1/captions", new Multipart().file("a.png", image("png")));
    assertEquals(200, answer.status(), answer.body());
    for (int i = 0; server.inFlight() > 0 && i < 3000; i++) {
      Thread.sleep(10);
    }
    try (var left = Files.list(server.temporary())) {
      assertEquals(List.of(), left.toList());
    }
  }

  private static byte[] image(String format) throws IOException {
    BufferedImage image = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 40 * 30; i++) {
      image.setRGB(i % 40, i / 40, i * 7919);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertTrue(ImageIO.write(image, format, out), format);
    return out.toByteArray();
  }

  // The beginning of a HEIC file: which kind it is, and a box that says it is longer than it is.
  private static byte[] heic() {
    return ByteBuffer.allocate(200)
        .putInt(24)
        .put("ftypheic\0\0\0\0mif1heic".getBytes(StandardCharsets.US_ASCII))
        .putInt(4000)
        .put("meta\0\0\0\0".getBytes(StandardCharsets.US_ASCII))
        .array();
  }

  private static byte[] mutated(byte[] whole, Random random) {
    byte[] content = whole.clone();
    switch (random.nextInt(6)) {
      case 0:
        return Arrays.copyOf(content, random.nextInt(content.length));
      case 1:
        for (int i = 0; i < 1 + random.nextInt(20); i++) {
          content[random.nextInt(content.length)] = (byte) random.nextInt();
        }
        return content;
      case 2: // the header, where sizes are
        for (int i = 0; i < 4; i++) {
          content[random.nextInt(Math.min(64, content.length))] =
              (byte) (random.nextBoolean() ? 0xff : 0);
        }
        return content;
      case 3:
        int from = random.nextInt(content.length);
        Arrays.fill(content, from, Math.min(content.length, from + 200), (byte) 0xff);
        return content;
      case 4: // a hole
        int hole = random.nextInt(content.length);
        int end = Math.min(content.length, hole + 1 + random.nextInt(100));
        return joined(
            Arrays.copyOf(content, hole), Arrays.copyOfRange(content, end, content.length));
      default: // a second file behind or before it
        return random.nextBoolean()
            ? joined(
                content, "PK\3\4<script>alert(1)</script>%PDF-1.7".getBytes(StandardCharsets.UTF_8))
            : joined("<html>".getBytes(StandardCharsets.UTF_8), content);
    }
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  @Test
  void fuzzedImagesAreCaptionedOrNamed() throws Exception {
    List<byte[]> whole = new ArrayList<>(List.of(WEBP, heic()));
    for (String format : List.of("jpg", "png", "gif", "bmp", "tiff")) {
      whole.add(image(format));
    }
    Random random = new Random(SEED);
    int failed = 0;
    for (int request = 0; request < 6; request++) {
      Multipart body = new Multipart();
      for (int i = 0; i < 14; i++) {
        body.file("x" + i, mutated(whole.get(i % whole.size()), random));
      }
      RawClient.Answer answer = client.post("/api/v1/captions?numBeams=1&maxTokens=2", body);
      assertEquals(200, answer.status(), answer.body());
      JsonNode results = JSON.readTree(answer.body()).path("results");
      assertEquals(14, results.size());
      for (JsonNode one : results) {
        failed += one.path("error").isNull() ? 0 : 1;
        assertEquals(one.path("error").isNull(), one.path("caption").isTextual(), one.toString());
      }
    }
    assertTrue(failed > 25 && failed < 84, failed + " of 84 failed");
  }

  @Test
  void fuzzedVideosAreCaptionedOrNamed() throws Exception {
    byte[] whole = Files.readAllBytes(SAMPLES.resolve("clip.mp4"));
    Random random = new Random(SEED);
    for (int i = 0; i < 6; i++) {
      byte[] content = mutated(i < 4 ? whole : Arrays.copyOf(whole, 3000), random);
      RawClient.Answer answer =
          client.post(
              "/api/v1/videos?frames=1&numBeams=1&maxTokens=2",
              new Multipart().file("v.mp4", content));
      assertTrue(answer.status() == 200 || answer.status() == 422, answer.body());
    }
  }

  @Test
  void fuzzedImagesInQuestionsAndChatsAreAnsweredOrNamed() throws Exception {
    byte[] whole = image("jpg");
    Random random = new Random(SEED);
    for (int i = 0; i < 8; i++) {
      byte[] content = mutated(whole, random);
      RawClient.Answer answer =
          client.post(
              "/api/v1/answers",
              new Multipart().file("a.jpg", content).text("question", "what is it?"));
      assertTrue(answer.status() == 200 || answer.status() == 422, answer.body());
      RawClient.Answer chat =
          client.json(
              "POST",
              "/v1/chat/completions",
              HostileBodyTest.chat(
                  "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(content)));
      assertTrue(chat.status() == 200 || chat.status() == 422, chat.body());
    }
  }

  @Test
  void imagesThatUnfoldToGigabytesAreRefusedByTheirHeaders() throws Exception {
    byte[] jpeg = image("jpg");
    int frame = indexOf(jpeg, (byte) 0xff, (byte) 0xc0);
    ByteBuffer.wrap(jpeg).putShort(frame + 5, (short) 65_500).putShort(frame + 7, (short) 65_500);
    byte[] gif = image("gif");
    ByteBuffer.wrap(gif).putInt(6, -1);
    for (byte[] bomb : List.of(png(60_000, 60_000), png(Integer.MAX_VALUE, 1), jpeg, gif, zip())) {
      RawClient.Answer answer = client.post("/api/v1/captions", new Multipart().file("bomb", bomb));
      assertEquals(422, answer.status(), answer.body());
      String error = JSON.readTree(answer.body()).at("/results/0/error").asText();
      assertTrue(error.length() > 20 && !error.contains("Exception"), error);
    }
  }

  private static int indexOf(byte[] content, byte first, byte second) {
    for (int i = 0; i < content.length - 1; i++) {
      if (content[i] == first && content[i + 1] == second) {
        return i;
      }
    }
    throw new AssertionError("no such marker");
  }

  private static byte[] png(int width, int height) throws IOException {
    byte[] content = image("png");
    ByteBuffer.wrap(content).putInt(16, width).putInt(20, height);
    CRC32 crc = new CRC32();
    crc.update(content, 12, 17);
    ByteBuffer.wrap(content).putInt(29, (int) crc.getValue());
    return content;
  }

  private static byte[] zip() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("../../../../tmp/slip.jpg"));
      zip.write(new byte[50 << 20]);
    }
    return out.toByteArray();
  }

  @Test
  void filesAndRequestsThatAreTooLargeAre413() throws Exception {
    RawClient.Answer file =
        client.post("/api/v1/captions", new Multipart().file("a.jpg", new byte[(2 << 20) + 1]));
    assertEquals(413, file.status(), file.body());
    Multipart request = new Multipart();
    for (int i = 0; i < 5; i++) {
      request.file("a.jpg", new byte[(2 << 20) - 1000]);
    }
    RawClient.Answer whole = client.post("/api/v1/captions", request);
    assertEquals(413, whole.status(), whole.body());
    RawClient.Answer chat =
        client.json(
            "POST",
            "/v1/chat/completions",
            HostileBodyTest.chat("data:image/png;base64," + "A".repeat(8 << 20)));
    assertEquals(413, chat.status(), chat.body());
  }
}
