package org.showtell.app.output.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class PageLinksTest {
  private final PageLinks links = new PageLinks(Optional.of(Path.of("pages/index.html")));

  private String link(Path photo) {
    return links.to(photo).orElseThrow();
  }

  @Test
  void linksAreRelativeAndEncoded() {
    assertEquals("a%20dog.jpg", link(Path.of("pages/a dog.jpg")));
    assertEquals("../p/%C3%BC%23%25.jpg", link(Path.of("p/\u00fc#%.jpg")));
    assertEquals("a%3Ab.jpg", link(Path.of("pages/a:b.jpg")));
    assertEquals(Optional.empty(), new PageLinks(Optional.empty()).to(Path.of("a.jpg")));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aNameThatIsNotUtf8KeepsItsBytes() {
    Path name = Path.of(URI.create("file:///x%E9.jpg")).getFileName();
    assertEquals("../p/x%E9.jpg", link(Path.of("p").resolve(name)));
  }
}
