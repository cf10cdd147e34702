package org.showtell.app.output.sidecar;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** XMP as the usual programs write it: all but the changed property keeps its bytes. */
class XmpMergeTest {
  private static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

  private static final String DARKTABLE =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="XMP Core 4.4.0-Exiv2">
       <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
        <rdf:Description rdf:about=""
          xmlns:exif="http://ns.adobe.com/exif/1.0/"
          xmlns:xmp="http://ns.adobe.com/xap/1.0/"
          xmlns:darktable="http://darktable.sf.net/"
         exif:DateTimeOriginal="2023:06:01 12:00:00.000"
         xmp:Rating="3"
         darktable:history_end="2">
         <darktable:masks_history>
          <rdf:Seq/>
         </darktable:masks_history>
         <darktable:history>
          <rdf:Seq>
           <rdf:li
            darktable:num="0"
            darktable:params="gz02eJxjYGBg>=&quot;"/>
          </rdf:Seq>
         </darktable:history>
        </rdf:Description>
       </rdf:RDF>
      </x:xmpmeta>
      """;

  private static final String LIGHTROOM =
      """
      <x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="Adobe XMP Core 7.0-c000 1.000000, 0000/00/00">
       <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
        <rdf:Description rdf:about=""
          xmlns:crs='http://ns.adobe.com/camera-raw-settings/1.0/'
          xmlns:dc="http://purl.org/dc/elements/1.1/"
         crs:Exposure2012='+0.35'
         dc:format="image/jpeg">
         <dc:description>
          <rdf:Alt>
           <rdf:li xml:lang="x-default">by hand &amp; eye</rdf:li>
          </rdf:Alt>
         </dc:description>
         <dc:subject>
          <rdf:Bag>
           <rdf:li>Holiday</rdf:li>
          </rdf:Bag>
         </dc:subject>
        </rdf:Description>
       </rdf:RDF>
      </x:xmpmeta>
      """;

  private static final String EXIFTOOL =
      """
      <?xpacket begin='\ufeff' id='W5M0MpCehiHzreSzNTczkc9d'?>
      <x:xmpmeta xmlns:x='adobe:ns:meta/' x:xmptk='Image::ExifTool 12.60'>
      <rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>

       <rdf:Description rdf:about=''
        xmlns:xmp='http://ns.adobe.com/xap/1.0/'>
        <xmp:Rating>5</xmp:Rating>
       </rdf:Description>

       <rdf:Description rdf:about=''
        xmlns:dc='http://purl.org/dc/elements/1.1/'>
        <dc:rights>
         <rdf:Alt>
          <rdf:li xml:lang='x-default'>mine</rdf:li>
         </rdf:Alt>
        </dc:rights>
       </rdf:Description>
      </rdf:RDF>
      </x:xmpmeta>
                                                        \s
      <?xpacket end='w'?>""";

  @ParameterizedTest
  @ValueSource(strings = {DARKTABLE, LIGHTROOM, EXIFTOOL})
  void whatWasThereKeepsItsBytesAndItsOrder(String packet) throws IOException {
    for (String before : List.of(packet, packet.replace("\n", "\r\n"))) {
      String after = captioned(before, "a dog");
      assertTrue(isKept(before.replace("by hand &amp; eye", ""), after), after);
      assertEquals(
          before.contains("\r"), after.replaceAll("\r\n", "").length() < after.length(), after);
      assertEquals(-1, after.replace("\r\n", "").indexOf(before.contains("\r") ? '\n' : '\r'));
      assertEquals(after, captioned(after, "a dog"), "a second time");
    }
  }

  @Test
  void aPacketThatStandsInOneLineGetsNoBlankLines() throws IOException {
    String packet =
        "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\""
            + RDF
            + "\">\n<rdf:Description rdf:about=\"\"/></rdf:RDF></x:xmpmeta>\n";
    String after = captioned(packet, "a dog");
    assertFalse(after.contains("\n\n"), after);
    assertTrue(after.contains("\n  <rdf:Alt>\n   <rdf:li "), after);
  }

  @Test
  void onePropertyIsOneChange() throws IOException {
    XmpDocument lightroom = XmpDocument.parse(LIGHTROOM.getBytes(UTF_8));
    assertTrue(lightroom.addSubjects(List.of("holiday", "dog & cat")));
    assertEquals(
        LIGHTROOM.replace(
            "<rdf:li>Holiday</rdf:li>\n",
            "<rdf:li>Holiday</rdf:li>\n     <rdf:li>dog &amp; cat</rdf:li>\n"),
        new String(lightroom.toBytes(), UTF_8));
    String exiftool = captioned(EXIFTOOL, "a dog");
    assertTrue(
        exiftool.contains(
            """
                </dc:rights>
                <dc:description>
                 <rdf:Alt>
                  <rdf:li xml:lang="x-default">a dog</rdf:li>
                 </rdf:Alt>
                </dc:description>
               </rdf:Description>
            """
                .indent(-2)
                .stripTrailing()),
        exiftool);
    assertTrue(
        captioned(DARKTABLE, "a dog")
            .contains(
                " <dc:description xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n    <rdf:Alt>"),
        "a namespace that is not there yet is declared where it is needed");
  }

  @Test
  void readsTheShortFormsThatRdfAllows() throws IOException {
    String digikam =
        packet("dc:description='old' xmp:Rating='4'", "<dc:subject rdf:resource='x'/>");
    String after = captioned(digikam, "a dog");
    assertTrue(isKept(digikam.replace(" dc:description='old'", ""), after), after);
    assertTrue(!after.contains("'old'"), after);
    String list =
        packet("", "<dc:description><rdf:Seq><rdf:li>old</rdf:li></rdf:Seq></dc:description>");
    assertTrue(captioned(list, "a dog").contains("<dc:description><rdf:Alt>"), list);
    String structure =
        packet(
            "",
            "<dc:description><rdf:Alt><rdf:li xml:lang='x-default' rdf:parseType='Resource'>"
                + "<rdf:value>old</rdf:value></rdf:li></rdf:Alt></dc:description>");
    assertTrue(
        captioned(structure, "a dog")
            .contains("<rdf:Alt><rdf:li xml:lang=\"x-default\">a dog</rdf:li></rdf:Alt>"),
        structure);
    String german =
        packet(
            "",
            "<dc:description><rdf:Alt><rdf:li xml:lang='de'>Hund</rdf:li></rdf:Alt>"
                + "</dc:description>");
    assertTrue(
        captioned(german, "a dog").contains(">a dog</rdf:li><rdf:li xml:lang='de'>Hund</rdf:li>"),
        german);
  }

  @Test
  void otherPrefixesAndTheDefaultNamespaceWork() throws IOException {
    String odd = "<RDF xmlns='%s' xmlns:r='%s'><Description r:about=''/></RDF>".formatted(RDF, RDF);
    String after = captioned(odd, "a dog");
    assertTrue(after.contains("<Alt><li xml:lang=\"x-default\">a dog</li></Alt>"), after);
    String none = "<q:RDF xmlns:q='%s'/>".formatted(RDF);
    assertTrue(captioned(none, "a dog").contains("<q:Description q:about=\"\">"), none);
  }

  @Test
  void looksIntoNoCommentAndNoCharacterData() throws IOException {
    String before =
        packet(
            "",
            "<!-- <dc:description>no</dc:description> --><dc:rights><![CDATA[</x>]]></dc:rights>");
    String after = captioned(before, "a dog");
    assertTrue(isKept(before, after), after);
    assertEquals(2, after.split("<dc:description", -1).length - 1, after);
  }

  @Test
  void keepsTheEncoding() throws IOException {
    String marked = "\ufeff" + packet("", "<dc:rights>\u00fc</dc:rights>");
    for (Charset charset : List.of(UTF_8, UTF_16LE, UTF_16BE)) {
      byte[] after = captioned(marked.getBytes(charset), "a caf\u00e9");
      assertTrue(isKept(marked, new String(after, charset)), charset.name());
      assertTrue(new String(after, charset).contains(">a caf\u00e9<"), charset.name());
    }
    byte[] unmarked = captioned(packet("", "").getBytes(UTF_16LE), "a dog");
    assertTrue(new String(unmarked, UTF_16LE).contains(">a dog<"));
    String latin =
        "<?xml version='1.0' encoding='ISO-8859-1'?>" + packet("", "<dc:rights>\u00fc</dc:rights>");
    String written = new String(captioned(latin.getBytes(ISO_8859_1), "\u2014 \u00e9"), ISO_8859_1);
    assertTrue(isKept(latin, written) && written.contains(">&#8212; \u00e9<"), written);
  }

  @Test
  void refusesWhatItCannotKeep() {
    byte[] latin = packet("", "<dc:rights>\u00fc</dc:rights>").getBytes(ISO_8859_1);
    assertThrows(IOException.class, () -> XmpDocument.parse(latin));
    for (String bad :
        List.of(
            "<!DOCTYPE x SYSTEM 'file:///etc/passwd'>" + packet("", ""),
            "<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]>" + packet("", "&b;"),
            "<?xml version='1.0' encoding='x-none'?>" + packet("", ""),
            packet("", "").replace("</rdf:RDF>", ""),
            packet("", "<dc:a>".repeat(300) + "</dc:a>".repeat(300)))) {
      assertThrows(IOException.class, () -> XmpDocument.parse(bad.getBytes(UTF_8)), bad);
    }
  }

  private static String packet(String attributes, String properties) {
    return ("<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='%s'><rdf:Description"
            + " xmlns:dc='http://purl.org/dc/elements/1.1/'"
            + " xmlns:xmp='http://ns.adobe.com/xap/1.0/' rdf:about='' %s>%s</rdf:Description>"
            + "</rdf:RDF></x:xmpmeta>")
        .formatted(RDF, attributes, properties);
  }

  private static String captioned(String packet, String caption) throws IOException {
    return new String(captioned(packet.getBytes(UTF_8), caption), UTF_8);
  }

  private static byte[] captioned(byte[] packet, String caption) throws IOException {
    XmpDocument document = XmpDocument.parse(packet);
    assertArrayEquals(packet, document.toBytes(), "unchanged");
    document.setCaption(caption);
    return document.toBytes();
  }

  /** Whether all characters are there in their order, with others added. */
  private static boolean isKept(String before, String after) {
    int at = 0;
    for (int i = 0; i < after.length() && at < before.length(); i++) {
      at += after.charAt(i) == before.charAt(at) ? 1 : 0;
    }
    return at == before.length();
  }
}
