package org.showtell.app.output.sidecar;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.showtell.app.output.sidecar.XmlElement.XmlAttribute;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Where the elements of an XML document stand in its text, so that one can be changed and every
 * other character stays. The JDK's parser checks the document first, which leaves little to do
 * here.
 */
final class XmlTree {
  private static final Pattern ATTRIBUTE =
      Pattern.compile("([^\\s=<>/'\"]+)\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)')");
  private static final Pattern REFERENCE =
      Pattern.compile("<!\\[CDATA\\[(.*?)]]>|<!--.*?-->|<[^>]*>|&(#x?)?([^;]*);", Pattern.DOTALL);
  private static final Map<String, String> ENTITIES =
      Map.of("lt", "<", "gt", ">", "amp", "&", "quot", "\"", "apos", "'");

  /** Deeper documents are not metadata. */
  private static final int DEEPEST = 256;

  private final String text;
  private final Deque<XmlElement> open = new ArrayDeque<>();
  private XmlElement root;

  private XmlTree(String text) {
    this.text = text;
  }

  /**
   * The root element.
   *
   * @throws IOException if the text is no well-formed XML, or has a document type
   */
  static XmlElement parse(String text) throws IOException {
    check(text);
    XmlTree tree = new XmlTree(text);
    tree.scan();
    return tree.root;
  }

  // A document type could name other files to read, or grow without bound: XMP has none.
  private static void check(String text) throws IOException {
    try {
      SAXParserFactory factory = SAXParserFactory.newInstance();
      factory.setNamespaceAware(true);
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      String document = text.startsWith("\ufeff") ? text.substring(1) : text;
      factory
          .newSAXParser()
          .parse(
              new InputSource(new StringReader(document)),
              new DefaultHandler() { // the parser's own prints to stderr
                @Override
                public void error(SAXParseException e) throws SAXParseException {
                  throw e;
                }
              });
    } catch (SAXException e) {
      int line = e instanceof SAXParseException at ? at.getLineNumber() : 0;
      String reason =
          text.isBlank()
              ? "not valid XML (it is empty)"
              : String.valueOf(e.getMessage()).startsWith("DOCTYPE")
                  ? "not valid XML for metadata (it has a DOCTYPE)"
                  : "not valid XML (up to line " + line + " it is)";
      throw new IOException(reason + ", so it stays as it is; mend it or take it away", e);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("the JDK's XML parser does not know its own features", e);
    }
  }

  private void scan() throws IOException {
    for (int at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
      if (text.startsWith("<!--", at)) {
        at = behind("-->", at + 4);
      } else if (text.startsWith("<![CDATA[", at)) {
        at = behind("]]>", at);
      } else if (text.startsWith("<?", at)) {
        at = behind("?>", at);
      } else if (text.startsWith("</", at)) {
        XmlElement closed = open.pop();
        closed.endTagStart = at;
        at = behind(">", at);
        closed.end = at;
      } else {
        at = startTag(at);
      }
    }
  }

  private int behind(String what, int from) {
    return text.indexOf(what, from) + what.length();
  }

  private int startTag(int start) throws IOException {
    int end = start + 1;
    for (char quote = 0; quote != 0 || text.charAt(end) != '>'; end++) {
      char c = text.charAt(end);
      if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
      } else if (c == quote) {
        quote = 0;
      }
    }
    boolean empty = text.charAt(end - 1) == '/';
    int nameEnd = start + 1;
    while (!Character.isWhitespace(text.charAt(nameEnd))
        && "/>".indexOf(text.charAt(nameEnd)) < 0) {
      nameEnd++;
    }
    Map<String, String> prefixes =
        new HashMap<>(
            open.isEmpty() ? Map.of("xml", XMLConstants.XML_NS_URI) : open.peek().prefixes);
    Matcher attributes = ATTRIBUTE.matcher(text).region(nameEnd, end);
    while (attributes.find()) {
      String name = attributes.group(1);
      if (name.equals("xmlns") || name.startsWith("xmlns:")) {
        prefixes.put(name.equals("xmlns") ? "" : localName(name), value(attributes));
      }
    }
    XmlElement element =
        new XmlElement(text.substring(start + 1, nameEnd), prefixes, start, end + 1, empty);
    attributes.reset().region(nameEnd, end);
    while (attributes.find()) {
      String name = attributes.group(1);
      String namespace = name.contains(":") ? prefixes.getOrDefault(prefix(name), "") : "";
      element.attributes.add(
          new XmlAttribute(
              namespace, localName(name), value(attributes), attributes.start(), attributes.end()));
    }
    if (open.isEmpty()) {
      root = element;
    } else {
      open.peek().children.add(element);
    }
    if (!empty) {
      open.push(element);
    }
    if (open.size() > DEEPEST) {
      throw new IOException("nested more than " + DEEPEST + " elements deep, and not changed");
    }
    return end + 1;
  }

  private static String value(Matcher attribute) {
    return plain(attribute.group(2) == null ? attribute.group(3) : attribute.group(2));
  }

  static String localName(String qualifiedName) {
    return qualifiedName.substring(qualifiedName.indexOf(':') + 1);
  }

  static String prefix(String qualifiedName) {
    return qualifiedName.substring(0, Math.max(0, qualifiedName.indexOf(':')));
  }

  /** What a piece of the document says: without its tags, references resolved. */
  static String plain(String piece) {
    return REFERENCE
        .matcher(piece)
        .replaceAll(
            found -> {
              if (found.group(1) != null) {
                return Matcher.quoteReplacement(found.group(1));
              }
              if (found.group(3) == null) {
                return "";
              }
              String said =
                  found.group(2) == null
                      ? ENTITIES.get(found.group(3))
                      : Character.toString(
                          Integer.parseInt(found.group(3), found.group(2).equals("#x") ? 16 : 10));
              return Matcher.quoteReplacement(said);
            });
  }

  /** A text as it is written between tags; XML 1.0 has no way to write control characters. */
  static String escape(String text) {
    return text.replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff]", "")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;");
  }
}
