package org.showtell.app.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Models by name: those that ship with the program, and files. */
public final class ModelCatalog {
  /** The model that ships with the program. */
  public static final String STARTER = "starter";

  private ModelCatalog() {}

  /** Names of the models that ship with the program. */
  public static List<String> shipped() {
    return List.of(STARTER);
  }

  /** Names of the models that ship and whose captions come with attention maps. */
  public static List<String> attending() throws IOException {
    List<String> names = new ArrayList<>();
    for (String name : shipped()) {
      ModelManifest.CaptionerEntry captioner = open(name).manifest().captioner();
      if (captioner != null && captioner.decoder().attention() != null) {
        names.add(name);
      }
    }
    return names;
  }

  /** The model of a shipped name, or of the path of a folder or zip file. */
  public static ModelBundle open(String model) throws IOException {
    if (shipped().contains(model)) {
      return ModelBundle.shipped(model);
    }
    Path path = Path.of(model);
    if (!Files.exists(path)) {
      throw new ModelBundleException(
          "No model \"%s\": it is neither a file nor a folder, nor one that ships: %s"
              .formatted(model, shipped()));
    }
    return ModelBundle.read(path);
  }
}
