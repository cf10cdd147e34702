package org.showtell.app.output.sidecar;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * An XMP packet (ISO 16684-1), of which three properties matter here: {@code dc:description} and
 * {@code Iptc4xmpCore:AltTextAccessibility} (IPTC Photo Metadata Standard 2021.1), each a list of
 * texts by language whose {@code x-default} is the caption, and {@code dc:subject}, a bag of
 * keywords.
 */
public final class XmpDocument {
  private static final String META = "adobe:ns:meta/";
  private static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
  private static final String DC = "http://purl.org/dc/elements/1.1/";
  private static final String IPTC = "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/";
  private static final String SUBJECT = "subject";
  private static final String DEFAULT_LANGUAGE = "x-default";

  /** The fixed text that XMP wants in front of every packet. */
  private static final String PACKET_BEGIN = "begin=\"\ufeff\" id=\"W5M0MpCehiHzreSzNTczkc9d\"";

  private final Document xml;
  private final List<Element> descriptions;
  private final boolean indented;

  private XmpDocument(Document xml, List<Element> descriptions, boolean indented) {
    this.xml = xml;
    this.descriptions = descriptions;
    this.indented = indented;
  }

  /** An empty packet, which names what wrote it. */
  public static XmpDocument create(String toolkit) {
    Document xml = builder().newDocument();
    xml.appendChild(xml.createProcessingInstruction("xpacket", PACKET_BEGIN));
    Element meta = xml.createElementNS(META, "x:xmpmeta");
    meta.setAttributeNS(META, "x:xmptk", toolkit);
    xml.appendChild(meta);
    xml.appendChild(xml.createProcessingInstruction("xpacket", "end=\"w\""));
    Element rdf = append(meta, RDF, "rdf:RDF");
    return new XmpDocument(xml, List.of(addDescription(rdf)), true);
  }

  /**
   * Reads a packet that another program may have written.
   *
   * @throws IOException if it is none; the message is the reason
   */
  public static XmpDocument parse(byte[] bytes) throws IOException {
    Document xml;
    try {
      xml = builder().parse(new ByteArrayInputStream(bytes));
    } catch (SAXException e) {
      throw new IOException("not valid XML, and not changed (" + e.getMessage() + ")", e);
    }
    Node rdf = xml.getElementsByTagNameNS(RDF, "RDF").item(0);
    if (rdf == null) {
      throw new IOException("not XMP (it has no rdf:RDF), and not changed");
    }
    List<Element> descriptions = children((Element) rdf, RDF, "Description");
    return new XmpDocument(
        xml, descriptions.isEmpty() ? List.of(addDescription((Element) rdf)) : descriptions, false);
  }

  private static List<Element> children(Element parent, String namespace, String... names) {
    List<Element> children = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element
          && namespace.equals(element.getNamespaceURI())
          && List.of(names).contains(element.getLocalName())) {
        children.add(element);
      }
    }
    return children;
  }

  private static Element addDescription(Element rdf) {
    Element description = append(rdf, RDF, "rdf:Description");
    description.setAttributeNS(RDF, "rdf:about", "");
    return description;
  }

  /** Replaces the caption, in the default language; texts in other languages stay. */
  public void setCaption(String caption) {
    set(DC, "dc:description", caption);
    set(IPTC, "Iptc4xmpCore:AltTextAccessibility", caption);
  }

  /**
   * Adds the caption to the properties that have no text in the default language yet; returns
   * whether there was one.
   */
  public boolean addCaptionWhereMissing(String caption) {
    return setWhereMissing(DC, "dc:description", caption)
        | setWhereMissing(IPTC, "Iptc4xmpCore:AltTextAccessibility", caption);
  }

  /** Whether either property has a text, in any language. */
  public boolean hasCaption() {
    return !isMissing(DC, "description") || !isMissing(IPTC, "AltTextAccessibility");
  }

  /** Adds an alternative text where there is none; returns whether there was none. */
  public boolean addAltTextWhereMissing(String caption) {
    return setWhereMissing(IPTC, "Iptc4xmpCore:AltTextAccessibility", caption);
  }

  private boolean setWhereMissing(String namespace, String qualifiedName, String caption) {
    boolean missing = isMissing(namespace, localName(qualifiedName));
    if (missing) {
      set(namespace, qualifiedName, caption);
    }
    return missing;
  }

  private static String localName(String qualifiedName) {
    return qualifiedName.substring(qualifiedName.indexOf(':') + 1);
  }

  private boolean isMissing(String namespace, String name) {
    boolean asAttribute =
        descriptions.stream().anyMatch(d -> !d.getAttributeNS(namespace, name).isBlank());
    boolean asElement =
        property(namespace, name).map(p -> !p.getTextContent().isBlank()).orElse(false);
    return !asAttribute && !asElement;
  }

  private Optional<Element> property(String namespace, String name) {
    return descriptions.stream().flatMap(d -> children(d, namespace, name).stream()).findFirst();
  }

  private void set(String namespace, String qualifiedName, String caption) {
    String name = localName(qualifiedName);
    for (Element description : descriptions) {
      description.removeAttributeNS(namespace, name); // the short form that RDF allows
    }
    Element property =
        property(namespace, name)
            .orElseGet(() -> append(descriptions.get(0), namespace, qualifiedName));
    List<Element> alternatives = children(property, RDF, "Alt");
    if (alternatives.isEmpty()) {
      property.setTextContent("");
      alternatives = List.of(append(property, RDF, "rdf:Alt"));
    }
    defaultText(alternatives.get(0)).setTextContent(legal(caption));
  }

  // XMP wants the default language first.
  private Element defaultText(Element alternatives) {
    for (Element text : children(alternatives, RDF, "li")) {
      if (DEFAULT_LANGUAGE.equals(text.getAttributeNS(XMLConstants.XML_NS_URI, "lang"))) {
        return text;
      }
    }
    Element text = xml.createElementNS(RDF, "rdf:li");
    text.setAttributeNS(XMLConstants.XML_NS_URI, "xml:lang", DEFAULT_LANGUAGE);
    alternatives.insertBefore(text, alternatives.getFirstChild());
    return text;
  }

  /**
   * Adds keywords, {@code dc:subject}, that are new in whatever case; returns whether there was
   * one. Existing words stay, whoever wrote them: an earlier run's cannot be told from a person's.
   */
  public boolean addSubjects(List<String> words) {
    Set<String> seen = new HashSet<>();
    subjects().forEach(word -> seen.add(key(word)));
    List<String> missing = words.stream().filter(word -> seen.add(key(word))).toList();
    if (missing.isEmpty()) {
      return false;
    }
    Element bag = bag();
    missing.forEach(word -> addItem(bag, word));
    return true;
  }

  private static String key(String word) {
    return word.strip().toLowerCase(Locale.ROOT);
  }

  /** The existing words, in each of the forms that RDF allows. */
  private List<String> subjects() {
    List<String> words = new ArrayList<>();
    for (Element description : descriptions) {
      words.add(description.getAttributeNS(DC, SUBJECT));
      for (Element property : children(description, DC, SUBJECT)) {
        List<Element> bags = bags(property);
        Stream<Element> items =
            bags.isEmpty()
                ? Stream.of(property)
                : bags.stream().flatMap(bag -> children(bag, RDF, "li").stream());
        items.map(Element::getTextContent).forEach(words::add);
      }
    }
    return words;
  }

  // As the standard wants it, or what other programs made of it.
  private static List<Element> bags(Element property) {
    return children(property, RDF, "Bag", "Seq", "Alt");
  }

  /** The bag that words are added to; a single word without a bag moves into it. */
  private Element bag() {
    Element property = property(DC, SUBJECT).orElseGet(this::subjectProperty);
    List<Element> bags = bags(property);
    if (!bags.isEmpty()) {
      return bags.get(0);
    }
    String single = property.getTextContent().strip();
    property.setTextContent("");
    Element bag = append(property, RDF, "rdf:Bag");
    if (!single.isEmpty()) {
      addItem(bag, single);
    }
    return bag;
  }

  // A property may not stand in both forms, attribute and element.
  private Element subjectProperty() {
    Element property = append(descriptions.get(0), DC, "dc:subject");
    for (Element description : descriptions) {
      property.setTextContent(property.getTextContent() + description.getAttributeNS(DC, SUBJECT));
      description.removeAttributeNS(DC, SUBJECT);
    }
    return property;
  }

  private static void addItem(Element bag, String word) {
    append(bag, RDF, "rdf:li").setTextContent(legal(word));
  }

  private static Element append(Element parent, String namespace, String qualifiedName) {
    Element child = parent.getOwnerDocument().createElementNS(namespace, qualifiedName);
    parent.appendChild(child);
    return child;
  }

  // XML 1.0 has no way to write control characters.
  private static String legal(String text) {
    return text.replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff]", "");
  }

  /** The packet in UTF-8, without an XML declaration, as XMP wants it. */
  public byte[] toBytes() {
    try {
      Transformer transformer = TransformerFactory.newInstance().newTransformer();
      transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
      transformer.setOutputProperty(OutputKeys.ENCODING, "UTF-8");
      transformer.setOutputProperty(OutputKeys.INDENT, indented ? "yes" : "no");
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      transformer.transform(new DOMSource(xml), new StreamResult(out));
      return indented ? onLinesOfTheirOwn(out) : out.toByteArray();
    } catch (TransformerException e) {
      throw new IllegalStateException("a document in memory cannot fail to be written", e);
    }
  }

  // The document's tree has no place for line breaks outside of the root element.
  private static byte[] onLinesOfTheirOwn(ByteArrayOutputStream packet) {
    return packet
        .toString(StandardCharsets.UTF_8)
        .replace("?><x:xmpmeta", "?>\n<x:xmpmeta")
        .replace("</x:xmpmeta><?", "</x:xmpmeta>\n<?")
        .getBytes(StandardCharsets.UTF_8);
  }

  // A document type could name other files to read, or grow without bound: XMP has none.
  private static DocumentBuilder builder() {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      DocumentBuilder builder = factory.newDocumentBuilder();
      builder.setErrorHandler( // the parser's own handler prints to stderr
          new DefaultHandler() {
            @Override
            public void error(SAXParseException e) throws SAXParseException {
              throw e;
            }
          });
      return builder;
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("the JDK's XML parser does not know its own features", e);
    }
  }
}
