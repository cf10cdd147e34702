package org.showtell.app.output.sidecar;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * The keywords of an XMP packet, {@code dc:subject}: a bag of words, to which words are added.
 * Existing words stay, whoever wrote them, since an earlier run's cannot be told from a person's.
 *
 * @param descriptions of the packet, at least one
 */
record XmpSubjects(List<Element> descriptions) {
  private static final String NAME = "subject";

  /** Adds the words that are new, in whatever case; returns whether there was one. */
  boolean add(List<String> words) {
    Set<String> seen = new HashSet<>();
    words().forEach(word -> seen.add(key(word)));
    List<String> missing = words.stream().filter(word -> seen.add(key(word))).toList();
    if (missing.isEmpty()) {
      return false;
    }
    Element bag = bag();
    missing.forEach(word -> item(bag, word));
    return true;
  }

  private static String key(String word) {
    return word.strip().toLowerCase(Locale.ROOT);
  }

  /** The existing words, in each of the forms that RDF allows. */
  private List<String> words() {
    List<String> words = new ArrayList<>();
    for (Element description : descriptions) {
      words.add(description.getAttributeNS(XmpDocument.DC, NAME));
      for (Element property : XmpDocument.children(description, XmpDocument.DC, NAME)) {
        List<Element> containers = containers(property);
        if (containers.isEmpty()) {
          words.add(property.getTextContent());
        }
        for (Element container : containers) {
          XmpDocument.children(container, XmpDocument.RDF, "li")
              .forEach(item -> words.add(item.getTextContent()));
        }
      }
    }
    return words;
  }

  /** The bag that words are added to; a single word without a bag moves into it. */
  private Element bag() {
    Element property = property();
    List<Element> containers = containers(property);
    if (!containers.isEmpty()) {
      return containers.get(0);
    }
    String single = property.getTextContent().strip();
    property.setTextContent("");
    Element bag = XmpDocument.append(property, XmpDocument.RDF, "rdf:Bag");
    if (!single.isEmpty()) {
      item(bag, single);
    }
    return bag;
  }

  private Element property() {
    for (Element description : descriptions) {
      List<Element> properties = XmpDocument.children(description, XmpDocument.DC, NAME);
      if (!properties.isEmpty()) {
        return properties.get(0);
      }
    }
    Element property = XmpDocument.append(descriptions.get(0), XmpDocument.DC, "dc:subject");
    for (Element description : descriptions) {
      // A property may not stand in both forms.
      property.setTextContent(
          property.getTextContent() + description.getAttributeNS(XmpDocument.DC, NAME));
      description.removeAttributeNS(XmpDocument.DC, NAME);
    }
    return property;
  }

  private static void item(Element bag, String word) {
    XmpDocument.append(bag, XmpDocument.RDF, "rdf:li").setTextContent(XmpDocument.legal(word));
  }

  // A bag as the standard wants it, or what other programs made of it.
  private static List<Element> containers(Element property) {
    List<Element> containers = new ArrayList<>();
    for (Node node = property.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element
          && XmpDocument.RDF.equals(element.getNamespaceURI())
          && Set.of("Bag", "Seq", "Alt").contains(element.getLocalName())) {
        containers.add(element);
      }
    }
    return containers;
  }
}
