package org.showtell.app.output.sidecar;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** An element of an XML document, and where it stands in the text: offsets of characters. */
final class XmlElement {
  final String namespace;
  final String name;
  final Map<String, String> prefixes; // in scope, to namespaces; the default one is ""
  final List<XmlAttribute> attributes = new ArrayList<>();
  final List<XmlElement> children = new ArrayList<>();

  final int start; // of "<"
  final int startTagEnd; // behind ">"
  final boolean empty; // written "<a/>"
  int endTagStart; // of "</"
  int end; // behind the end tag

  /**
   * An attribute.
   *
   * @param start of its name
   * @param end behind its closing quote
   */
  record XmlAttribute(String namespace, String name, String value, int start, int end) {}

  XmlElement(
      String qualifiedName, Map<String, String> prefixes, int start, int end, boolean empty) {
    this.prefixes = new HashMap<>(prefixes);
    this.name = XmlTree.localName(qualifiedName);
    this.namespace = prefixes.getOrDefault(XmlTree.prefix(qualifiedName), "");
    this.start = start;
    this.startTagEnd = end;
    this.empty = empty;
    this.endTagStart = end;
    this.end = end;
  }

  boolean is(String otherNamespace, String... names) {
    return namespace.equals(otherNamespace) && List.of(names).contains(name);
  }

  List<XmlElement> children(String ofNamespace, String... names) {
    return children.stream().filter(child -> child.is(ofNamespace, names)).toList();
  }

  /** This element and all below it, in the order of their start tags. */
  Stream<XmlElement> all() {
    return Stream.concat(Stream.of(this), children.stream().flatMap(XmlElement::all));
  }

  Optional<XmlAttribute> attribute(String ofNamespace, String attribute) {
    return attributes.stream()
        .filter(one -> one.namespace().equals(ofNamespace) && one.name().equals(attribute))
        .findFirst();
  }

  /** A prefix with its colon that stands for the namespace here; empty where there is none. */
  Optional<String> prefix(String ofNamespace) {
    return prefixes.entrySet().stream()
        .filter(entry -> entry.getValue().equals(ofNamespace))
        .map(entry -> entry.getKey().isEmpty() ? "" : entry.getKey() + ":")
        .sorted()
        .findFirst();
  }
}
