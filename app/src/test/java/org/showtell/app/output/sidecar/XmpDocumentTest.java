package org.showtell.app.output.sidecar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import javax.xml.XMLConstants;
import javax.xml.namespace.NamespaceContext;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class XmpDocumentTest {
  /** As a photo editor writes it: two languages, a rating, an attribute form, a tail of spaces. */
  static final String FOREIGN =
      """
      <?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
      <x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="Some Editor 7.1">
       <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
        <rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="4"/>
        <rdf:Description rdf:about="" xmlns:d="http://purl.org/dc/elements/1.1/">
         <d:description>
          <rdf:Alt>
           <rdf:li xml:lang="x-default">written by hand</rdf:li>
           <rdf:li xml:lang="de">von Hand</rdf:li>
          </rdf:Alt>
         </d:description>
        </rdf:Description>
       </rdf:RDF>
      </x:xmpmeta>
      <?xpacket end="w"?>
      """;

  private static final String DESCRIPTION =
      "/x:xmpmeta/rdf:RDF/rdf:Description/dc:description/rdf:Alt/rdf:li[@xml:lang='x-default']";
  private static final String ALT_TEXT =
      "/x:xmpmeta/rdf:RDF/rdf:Description/iptc:AltTextAccessibility/rdf:Alt"
          + "/rdf:li[@xml:lang='x-default']";

  @Test
  void aNewPacketHasBothProperties() throws Exception {
    XmpDocument document = XmpDocument.create("Showtell");
    document.setCaption("a café & a <bar>");
    byte[] bytes = document.toBytes();
    assertEquals("a café & a <bar>", value(bytes, DESCRIPTION));
    assertEquals("a café & a <bar>", value(bytes, ALT_TEXT));
    assertEquals("Showtell", value(bytes, "/x:xmpmeta/@x:xmptk"));
    String text = new String(bytes, StandardCharsets.UTF_8);
    assertTrue(text.startsWith("<?xpacket begin=\"\ufeff\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>"));
    assertTrue(text.strip().endsWith("<?xpacket end=\"w\"?>"), text);
  }

  @Test
  void replacesOneLanguageAndKeepsTheRest() throws Exception {
    XmpDocument document = parse(FOREIGN);
    document.setCaption("a dog");
    byte[] bytes = document.toBytes();
    assertEquals("a dog", value(bytes, DESCRIPTION));
    assertEquals("a dog", value(bytes, ALT_TEXT));
    assertEquals("1", value(bytes, "string(count(//dc:description))"));
    assertEquals("von Hand", value(bytes, "//rdf:li[@xml:lang='de']"));
    assertEquals("4", value(bytes, "//@xmp:Rating"));
    assertEquals("Some Editor 7.1", value(bytes, "/x:xmpmeta/@x:xmptk"));
  }

  @Test
  void addsOnlyWhatIsMissing() throws Exception {
    XmpDocument document = parse(FOREIGN);
    assertTrue(document.addCaptionWhereMissing("a dog"));
    byte[] bytes = document.toBytes();
    assertEquals("written by hand", value(bytes, DESCRIPTION));
    assertEquals("a dog", value(bytes, ALT_TEXT));
    assertFalse(parse(new String(bytes, StandardCharsets.UTF_8)).addCaptionWhereMissing("a cat"));
  }

  @Test
  void replacesTheShortFormsOfRdf() throws Exception {
    String attribute =
        "<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#'"
            + " xmlns:dc='http://purl.org/dc/elements/1.1/'>"
            + "<r:Description dc:description='old'/></r:RDF>";
    assertEquals("a dog", value(replaced(attribute), "//dc:description/rdf:Alt/rdf:li"));
    assertEquals("", value(replaced(attribute), "//@dc:description"));
    String literal =
        "<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#'"
            + " xmlns:dc='http://purl.org/dc/elements/1.1/'>"
            + "<r:Description><dc:description>old</dc:description></r:Description></r:RDF>";
    assertEquals("a dog", value(replaced(literal), "//dc:description"));
    String empty = "<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/>";
    assertEquals("a dog", value(replaced(empty), "//dc:description"));
  }

  @Test
  void leavesOutWhatXmlCannotHold() throws Exception {
    XmpDocument document = XmpDocument.create("Showtell");
    document.setCaption("a\u0001 dog\ufffe");
    assertEquals("a dog", value(document.toBytes(), DESCRIPTION));
  }

  @Test
  void refusesWhatIsNotXmp() {
    assertThrows(IOException.class, () -> parse(""));
    assertThrows(IOException.class, () -> parse("<html/>"));
  }

  @Test
  void readsNoOtherFiles() {
    String entity =
        "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
            + FOREIGN.replace("von Hand", "&x;").substring(FOREIGN.indexOf("<x:"));
    IOException e = assertThrows(IOException.class, () -> parse(entity));
    assertTrue(e.getMessage().contains("DOCTYPE"), e.getMessage());
  }

  private static XmpDocument parse(String xml) throws IOException {
    return XmpDocument.parse(xml.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] replaced(String xml) throws IOException {
    XmpDocument document = parse(xml);
    document.setCaption("a dog");
    return document.toBytes();
  }

  private static String value(byte[] xml, String expression) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    Document document = factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml));
    XPath xpath = XPathFactory.newInstance().newXPath();
    xpath.setNamespaceContext(new Prefixes());
    return xpath.evaluate(expression, document);
  }

  /** The names that the expressions use. */
  private static final class Prefixes implements NamespaceContext {
    @Override
    public String getNamespaceURI(String prefix) {
      return switch (prefix) {
        case "x" -> "adobe:ns:meta/";
        case "rdf" -> "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
        case "dc" -> "http://purl.org/dc/elements/1.1/";
        case "xmp" -> "http://ns.adobe.com/xap/1.0/";
        case "iptc" -> "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/";
        case "xml" -> XMLConstants.XML_NS_URI;
        default -> XMLConstants.NULL_NS_URI;
      };
    }

    @Override
    public String getPrefix(String uri) {
      return null;
    }

    @Override
    public Iterator<String> getPrefixes(String uri) {
      return null;
    }
  }
}
