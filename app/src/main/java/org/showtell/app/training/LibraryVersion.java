package org.showtell.app.training;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/** Versions of libraries, from what Maven leaves in their jars. */
public final class LibraryVersion {
  private LibraryVersion() {}

  /** Of this program, its engine, Java and the system. */
  public static Map<String, String> all() {
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put("showtell", of("org.showtell", "showtell-app"));
    versions.put("nd4j", of("org.nd4j", "nd4j-api"));
    versions.put("java", Runtime.version().toString());
    versions.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    return versions;
  }

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
