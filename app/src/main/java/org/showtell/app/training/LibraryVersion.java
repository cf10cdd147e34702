package org.showtell.app.training;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** Versions of libraries, from what Maven leaves in their jars. */
final class LibraryVersion {
  private LibraryVersion() {}

  /** The version on the class path, or "unknown" where the library is no jar of Maven's. */
  static String of(String group, String artifact) {
    String resource = "/META-INF/maven/" + group + "/" + artifact + "/pom.properties";
    try (InputStream in = LibraryVersion.class.getResourceAsStream(resource)) {
      Properties properties = new Properties();
      if (in != null) {
        properties.load(in);
      }
      return properties.getProperty("version", "unknown");
    } catch (IOException e) {
      return "unknown";
    }
  }
}
