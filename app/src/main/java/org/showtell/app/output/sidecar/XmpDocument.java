package org.showtell.app.output.sidecar;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import org.showtell.app.output.sidecar.XmlElement.XmlAttribute;

/**
 * An XMP packet (ISO 16684-1), of which three properties matter here: {@code dc:description} and
 * {@code Iptc4xmpCore:AltTextAccessibility} (IPTC Photo Metadata Standard 2021.1), each a list of
 * texts by language whose {@code x-default} is the caption, and {@code dc:subject}, a bag of
 * keywords.
 *
 * <p>A change is made in the text itself: what does not belong to the property keeps its bytes.
 */
public final class XmpDocument {
  private static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
  private static final String DC = "http://purl.org/dc/elements/1.1/";
  private static final String IPTC = "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/";
  private static final String SUBJECT = "subject";
  private static final String DEFAULT_LANGUAGE = "x-default";

  private static final String NEW =
      """
      <?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
      <x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="%s">
       <rdf:RDF xmlns:rdf="%s">
        <rdf:Description rdf:about=""
          xmlns:dc="%s"
          xmlns:Iptc4xmpCore="%s"/>
       </rdf:RDF>
      </x:xmpmeta>
      <?xpacket end="w"?>
      """;

  private final XmlEncoding encoding;
  private String text;
  private XmlElement rdf; // as the text is now
  private List<XmlElement> descriptions;

  private XmpDocument(XmlEncoding encoding, String text) throws IOException {
    this.encoding = encoding;
    read(text);
  }

  /** An empty packet, which names what wrote it. */
  public static XmpDocument create(String toolkit) {
    String name = XmlTree.escape(toolkit).replace("\"", "&quot;");
    try {
      return new XmpDocument(
          new XmlEncoding(StandardCharsets.UTF_8), NEW.formatted(name, RDF, DC, IPTC));
    } catch (IOException e) {
      throw new IllegalStateException("the empty packet is no packet", e);
    }
  }

  /** Reads a packet that another program may have written. */
  public static XmpDocument parse(byte[] bytes) throws IOException {
    XmlEncoding encoding = XmlEncoding.of(bytes);
    return new XmpDocument(encoding, encoding.decode(bytes));
  }

  private void read(String changed) throws IOException {
    text = changed;
    rdf =
        XmlTree.parse(changed)
            .all()
            .filter(element -> element.is(RDF, "RDF"))
            .findFirst()
            .orElseThrow(() -> new IOException("not XMP (it has no rdf:RDF), and not changed"));
    descriptions = rdf.children(RDF, "Description");
  }

  private void replace(int start, int end, String replacement) {
    try {
      read(text.substring(0, start) + replacement + text.substring(end));
    } catch (IOException e) {
      throw new IllegalStateException("a change has broken the document", e);
    }
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

  private boolean isMissing(String namespace, String name) {
    return attributes(namespace, name).allMatch(attribute -> attribute.value().isBlank())
        && property(namespace, name).map(this::content).orElse("").isBlank();
  }

  private boolean setWhereMissing(String namespace, String qualifiedName, String caption) {
    boolean missing = isMissing(namespace, XmlTree.localName(qualifiedName));
    if (missing) {
      set(namespace, qualifiedName, caption);
    }
    return missing;
  }

  private Stream<XmlAttribute> attributes(String namespace, String name) {
    return descriptions.stream().flatMap(d -> d.attribute(namespace, name).stream());
  }

  private Optional<XmlElement> property(String namespace, String name) {
    return descriptions.stream().flatMap(d -> d.children(namespace, name).stream()).findFirst();
  }

  private String content(XmlElement element) {
    return XmlTree.plain(text.substring(element.startTagEnd, element.endTagStart));
  }

  private void set(String namespace, String qualifiedName, String caption) {
    String name = XmlTree.localName(qualifiedName);
    removeAttributes(namespace, name);
    Optional<XmlElement> property = property(namespace, name);
    Optional<XmlElement> list = property.flatMap(p -> p.children(RDF, "Alt").stream().findFirst());
    String item = " xml:lang=\"" + DEFAULT_LANGUAGE + "\">" + XmlTree.escape(caption);
    if (list.isEmpty()) {
      write(property, namespace, qualifiedName, "Alt", List.of(item));
      return;
    }
    Optional<XmlElement> old =
        list.get().children.stream().filter(XmpDocument::isDefault).findFirst();
    if (old.isEmpty()) { // XMP wants the default language first
      insert(list.get(), true, lead -> item(rdfPrefix(list.get()), item));
    } else if (old.get().empty || old.get().attributes.size() > 1) {
      replace(old.get().start, old.get().end, item(rdfPrefix(old.get()), item));
    } else {
      replace(old.get().startTagEnd, old.get().endTagStart, XmlTree.escape(caption));
    }
  }

  private static boolean isDefault(XmlElement item) {
    return item.is(RDF, "li")
        && item.attribute(XMLConstants.XML_NS_URI, "lang")
            .filter(lang -> lang.value().equalsIgnoreCase(DEFAULT_LANGUAGE))
            .isPresent();
  }

  /** The values of the short form that RDF allows, which a property may not stand in as well. */
  private List<String> removeAttributes(String namespace, String name) {
    List<String> values = new ArrayList<>();
    for (Optional<XmlAttribute> found = attributes(namespace, name).findFirst();
        found.isPresent();
        found = attributes(namespace, name).findFirst()) {
      values.add(found.get().value());
      int start = found.get().start();
      while (Character.isWhitespace(text.charAt(start - 1))) {
        start--;
      }
      replace(start, found.get().end(), "");
    }
    return values;
  }

  /**
   * Adds words to the keywords, unless they are there, in whatever case; returns whether one was
   * missing.
   */
  public boolean addSubjects(List<String> words) {
    Set<String> seen = new HashSet<>();
    subjects().forEach(word -> seen.add(key(word)));
    List<String> missing = words.stream().filter(word -> seen.add(key(word))).toList();
    if (missing.isEmpty()) {
      return false;
    }
    List<String> added = new ArrayList<>(removeAttributes(DC, SUBJECT));
    added.addAll(missing);
    Optional<XmlElement> property = property(DC, SUBJECT);
    if (property.flatMap(XmpDocument::bag).isEmpty()) {
      property
          .map(this::content)
          .map(String::strip)
          .filter(w -> !w.isEmpty())
          .ifPresent(single -> added.add(0, single));
      write(property, DC, "dc:subject", "Bag", added.stream().map(XmpDocument::word).toList());
      return true;
    }
    for (String word : added) {
      XmlElement bag = property(DC, SUBJECT).flatMap(XmpDocument::bag).orElseThrow();
      insert(bag, false, lead -> item(rdfPrefix(bag), word(word)));
    }
    return true;
  }

  private static String key(String word) {
    return word.strip().toLowerCase(Locale.ROOT);
  }

  private static String word(String word) {
    return ">" + XmlTree.escape(word);
  }

  // As the standard wants it, or what other programs made of it.
  private static Optional<XmlElement> bag(XmlElement property) {
    return property.children(RDF, "Bag", "Seq", "Alt").stream().findFirst();
  }

  /** The existing words, in each of the forms that RDF allows. */
  private List<String> subjects() {
    Stream<String> inElements =
        descriptions.stream()
            .flatMap(d -> d.children(DC, SUBJECT).stream())
            .flatMap(
                p ->
                    p.children(RDF, "Bag", "Seq", "Alt").isEmpty()
                        ? Stream.of(p)
                        : p.all().filter(element -> element.is(RDF, "li")))
            .map(this::content);
    return Stream.concat(attributes(DC, SUBJECT).map(XmlAttribute::value), inElements).toList();
  }

  /** Writes a property as a list, in its old place or a new one. */
  private void write(
      Optional<XmlElement> old,
      String namespace,
      String qualifiedName,
      String list,
      List<String> items) {
    if (old.isPresent()) {
      XmlElement at = old.get();
      replace(at.start, at.end, property(at, lead(at), namespace, qualifiedName, list, items));
      return;
    }
    if (descriptions.isEmpty()) {
      String prefix = rdfPrefix(rdf);
      insert(rdf, false, lead -> "<" + prefix + "Description " + attribute(prefix) + "/>");
    }
    XmlElement home = home(namespace);
    insert(home, false, lead -> property(home, lead, namespace, qualifiedName, list, items));
  }

  // The default namespace does not hold for attributes.
  private static String attribute(String rdfPrefix) {
    return rdfPrefix.isEmpty()
        ? "xmlns:rdf=\"" + RDF + "\" rdf:about=\"\""
        : rdfPrefix + "about=\"\"";
  }

  /** The description that has properties of the namespace, or knows it, or the first. */
  private XmlElement home(String namespace) {
    return descriptions.stream()
        .filter(d -> d.children.stream().anyMatch(child -> child.namespace.equals(namespace)))
        .findFirst()
        .or(() -> descriptions.stream().filter(d -> d.prefix(namespace).isPresent()).findFirst())
        .orElse(descriptions.get(0));
  }

  private String property(
      XmlElement near,
      String lead,
      String namespace,
      String qualifiedName,
      String list,
      List<String> items) {
    String rdfPrefix = rdfPrefix(near);
    String in = lead.isEmpty() ? "" : lead + unit();
    String deep = lead.isEmpty() ? "" : in + unit();
    Optional<String> known = near.prefix(namespace);
    String name = known.map(p -> p + XmlTree.localName(qualifiedName)).orElse(qualifiedName);
    String declared =
        known.isPresent()
            ? ""
            : " xmlns:" + XmlTree.prefix(qualifiedName) + "=\"" + namespace + "\"";
    return items.stream()
        .map(item -> deep + item(rdfPrefix, item))
        .collect(
            Collectors.joining(
                "",
                "<" + name + declared + ">" + in + "<" + rdfPrefix + list + ">",
                in + "</" + rdfPrefix + list + ">" + lead + "</" + name + ">"));
  }

  private static String item(String rdfPrefix, String content) {
    return "<" + rdfPrefix + "li" + content + "</" + rdfPrefix + "li>";
  }

  private static String rdfPrefix(XmlElement near) {
    return near.prefix(RDF).orElseThrow();
  }

  /**
   * Inserts an element as the first or last of its parent, on a line of its own where others are.
   */
  private void insert(XmlElement parent, boolean first, UnaryOperator<String> element) {
    if (!parent.children.isEmpty()) {
      XmlElement neighbour = parent.children.get(first ? 0 : parent.children.size() - 1);
      int at = first ? parent.startTagEnd : neighbour.end;
      String lead = lead(neighbour);
      replace(at, at, lead + element.apply(lead));
      return;
    }
    String lead = lead(parent);
    String in = lead.isEmpty() ? "" : lead + unit();
    String inner = in + element.apply(in);
    if (parent.empty) {
      String name = text.substring(parent.start + 1, parent.startTagEnd - 2).split("\\s", 2)[0];
      replace(parent.startTagEnd - 2, parent.startTagEnd, ">" + inner + lead + "</" + name + ">");
    } else {
      boolean bare = text.substring(parent.startTagEnd, parent.endTagStart).isEmpty();
      replace(parent.startTagEnd, parent.startTagEnd, inner + (bare ? lead : ""));
    }
  }

  /** The line break and the spaces before an element that begins a line; empty for another. */
  private String lead(XmlElement element) {
    int start = element.start;
    while (start > 0 && " \t".indexOf(text.charAt(start - 1)) >= 0) {
      start--;
    }
    if (start == 0 || "\r\n".indexOf(text.charAt(start - 1)) < 0) {
      return "";
    }
    boolean both = start > 1 && text.startsWith("\r\n", start - 2);
    return text.substring(start - (both ? 2 : 1), element.start);
  }

  /** How much further each level is indented. */
  private String unit() {
    String outer = lead(rdf);
    String inner = descriptions.isEmpty() ? outer : lead(descriptions.get(0));
    boolean deeper = inner.length() > outer.length() && inner.startsWith(outer);
    String unit = deeper ? inner.substring(outer.length()).replaceFirst("^\\R", "") : "";
    return unit.isEmpty() ? " " : unit;
  }

  /** The packet, in the encoding that it came in; a new one in UTF-8, as XMP wants it. */
  public byte[] toBytes() {
    return encoding.encode(text);
  }
}
