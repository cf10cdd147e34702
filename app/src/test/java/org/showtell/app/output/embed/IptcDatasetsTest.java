package org.showtell.app.output.embed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.showtell.app.output.embed.PhotoBytes.bytes;
import static org.showtell.app.output.embed.PhotoBytes.dataset;
import static org.showtell.app.output.embed.PhotoBytes.joined;
import static org.showtell.app.output.embed.PhotoBytes.resource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class IptcDatasetsTest {
  private static final byte[] UTF8 = dataset(1, 90, bytes("\33%G"));
  private static final byte[] VERSION = dataset(2, 0, new byte[] {0, 4});

  @Test
  void newOnesAreMarkedAsUtf8() throws IOException {
    IptcDatasets datasets = new IptcDatasets();
    datasets.setCaption("ein Café");
    byte[] caption = dataset(2, 120, "ein Café".getBytes(StandardCharsets.UTF_8));
    assertArrayEquals(joined(UTF8, VERSION, caption), datasets.toBytes());
  }

  @Test
  void theOthersStayInTheirBytesAndOrder() throws IOException {
    byte[] envelope = dataset(1, 5, bytes("to an agency"));
    byte[] writer = dataset(2, 122, bytes("Ann"));
    byte[] title = dataset(2, 5, bytes("A title"));
    byte[] preview = joined(new byte[] {0x1c, 8, 10, (byte) 0x80, 4, 0, 0, 0, 3}, bytes("xyz"));
    byte[] old = dataset(2, 120, bytes("an old caption"));
    IptcDatasets datasets =
        new IptcDatasets(joined(envelope, VERSION, writer, old, title, preview));
    assertTrue(datasets.hasCaption());
    datasets.setCaption("a dog");
    assertArrayEquals(
        joined(envelope, UTF8, VERSION, writer, title, dataset(2, 120, bytes("a dog")), preview),
        datasets.toBytes());
  }

  @Test
  void keywordsAreAddedOnce() throws IOException {
    IptcDatasets datasets =
        new IptcDatasets(
            joined(UTF8, VERSION, dataset(2, 25, bytes("Dog")), dataset(2, 90, bytes("Rome"))));
    assertTrue(datasets.addKeywords(List.of("dog", "cat", "cat")));
    assertFalse(datasets.addKeywords(List.of("DOG", "Cat")));
    byte[] expected =
        joined(
            UTF8,
            VERSION,
            dataset(2, 25, bytes("Dog")),
            dataset(2, 25, bytes("cat")),
            dataset(2, 90, bytes("Rome")));
    assertArrayEquals(expected, datasets.toBytes());
  }

  @Test
  void textsOfAnotherEncodingAreNotMarkedAsUtf8() throws IOException {
    byte[] city = dataset(2, 90, bytes("Z\u00fcrich"));
    IptcDatasets ascii = new IptcDatasets(joined(VERSION, city));
    ascii.setCaption("a dog");
    assertArrayEquals(joined(VERSION, city, dataset(2, 120, bytes("a dog"))), ascii.toBytes());
    IptcDatasets latin = new IptcDatasets(joined(VERSION, city));
    latin.setCaption("ein Caf\u00e9");
    assertArrayEquals(
        joined(VERSION, city, dataset(2, 120, bytes("ein Caf\u00e9"))), latin.toBytes());
    IptcDatasets greek = new IptcDatasets(joined(VERSION, city));
    assertThrows(IOException.class, () -> greek.setCaption("\u03b1"));
  }

  @Test
  void aLongCaptionIsCutBetweenCharacters() throws IOException {
    IptcDatasets datasets = new IptcDatasets();
    datasets.setCaption("a" + "\u00e9".repeat(1500));
    byte[] all = datasets.toBytes();
    int start = UTF8.length + VERSION.length + 5;
    String caption = new String(all, start, all.length - start, StandardCharsets.UTF_8);
    assertEquals("a" + "\u00e9".repeat(999), caption);
  }

  @Test
  void theDigestIsOfTheNewDatasetsAndOtherResourcesStay() throws Exception {
    byte[] path = resource(0x7d0, bytes("a clipping path"));
    byte[] digest = resource(0x425, new byte[16]);
    byte[] old = joined(path, resource(0x404, joined(VERSION)), digest);
    byte[] iptc = joined(UTF8, VERSION);
    byte[] md5 = java.security.MessageDigest.getInstance("MD5").digest(iptc);
    assertArrayEquals(
        joined(path, resource(0x404, iptc), resource(0x425, md5)),
        new ImageResources(old).with(iptc));
    assertArrayEquals(resource(0x404, iptc), new ImageResources().with(iptc));
  }
}
