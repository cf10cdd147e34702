package org.showtell.app.output.sidecar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class XmpSubjectsTest {
  @Test
  void wordsThatAreThereStayAndNoneIsThereTwice() throws IOException {
    String before =
        packet(
            "<dc:subject><rdf:Bag><rdf:li>Cat</rdf:li><rdf:li>Aunt Mary</rdf:li></rdf:Bag>"
                + "</dc:subject><dc:rights>mine</dc:rights>");
    String after = added(before, "cat", "sofa");
    assertEquals(List.of("Cat", "Aunt Mary", "sofa"), items(after));
    assertEquals(
        before.strip(), after.replace("<rdf:li>sofa</rdf:li>", "").strip(), "nothing else moved");
    assertFalse(XmpDocument.parse(bytes(after)).addSubjects(List.of("sofa", "CAT")));
    assertFalse(XmpDocument.parse(bytes(before)).addSubjects(List.of()));
  }

  @Test
  void otherFormsBecomeABag() throws IOException {
    assertEquals(
        List.of("dog", "cat"), items(added(packet("<dc:subject>dog</dc:subject>"), "cat")));
    String attribute = packet("").replace("rdf:about=\"\"", "rdf:about=\"\" dc:subject=\"dog\"");
    String bag = added(attribute, "dog", "cat");
    assertEquals(List.of("dog", "cat"), items(bag));
    assertFalse(bag.contains("dc:subject=\""), bag);
    String list = "<dc:subject><rdf:Seq><rdf:li>dog</rdf:li></rdf:Seq></dc:subject>";
    assertEquals(List.of("dog", "cat"), items(added(packet(list), "cat")));
  }

  @Test
  void aPacketWithoutThemGetsThem() throws IOException {
    String xmp = added(packet("<dc:rights>mine</dc:rights>"), "a & b", "cat", "cat");
    assertEquals(List.of("a &amp; b", "cat"), items(xmp));
    assertTrue(xmp.contains("<dc:rights>mine</dc:rights>"), xmp);
    assertTrue(xmp.contains("<dc:subject><rdf:Bag><rdf:li>"), xmp);
  }

  private static String packet(String properties) {
    return """
        <x:xmpmeta xmlns:x="adobe:ns:meta/">
         <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
          <rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" rdf:about="">%s</rdf:Description>
         </rdf:RDF>
        </x:xmpmeta>
        """
        .formatted(properties);
  }

  private static String added(String packet, String... words) throws IOException {
    XmpDocument document = XmpDocument.parse(bytes(packet));
    assertTrue(document.addSubjects(List.of(words)));
    return new String(document.toBytes(), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String packet) {
    return packet.getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> items(String xmp) {
    return Pattern.compile("<rdf:li>([^<]*)</rdf:li>")
        .matcher(xmp)
        .results()
        .map(result -> result.group(1))
        .toList();
  }
}
