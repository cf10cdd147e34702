package org.showtell.app.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.Javalin;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.showtell.app.input.FailureReason;
import org.showtell.app.input.InputEntry;
import org.showtell.app.input.PathName;
import org.showtell.app.input.PhotoInput;
import org.showtell.app.input.PhotoInputs;
import org.showtell.app.output.page.Thumbnails;
import org.showtell.app.server.ServerConfig.Gallery;

/**
 * {@code /api/v1/folder}: the images of the one folder that is served, with their captions.
 *
 * <p>A request names an image by its place in the list that the server made when it started, so
 * that no path of a request ever reaches the file system.
 */
final class FolderApi {
  private static final int LONGEST = 10_000;

  private final Gallery gallery;
  private final CaptionFolder captions;
  private final Map<String, Path> files = new TreeMap<>();

  private FolderApi(Gallery gallery) throws IOException {
    this.gallery = gallery;
    try (PhotoInputs inputs =
        new PhotoInputs(List.of(gallery.folder().toString()), true, System.in)) {
      while (inputs.hasNext()) {
        InputEntry entry = inputs.next();
        if (entry instanceof PhotoInput image && image.file().isPresent()) {
          files.put(PathName.of(image.relative()).replace('\\', '/'), image.file().get());
        }
      }
    }
    captions = new CaptionFolder(gallery.folder());
  }

  static void routes(Javalin javalin, Gallery gallery) throws IOException {
    FolderApi folder = new FolderApi(gallery);
    javalin.get("/api/v1/folder", folder::list);
    javalin.get("/api/v1/folder/thumbnail", folder::thumbnail);
    javalin.put("/api/v1/folder/caption", folder::save);
  }

  private void list(Context request) throws IOException {
    Map<String, String> known = captions.read(files);
    List<String> entries = new ArrayList<>();
    files
        .keySet()
        .forEach(
            path ->
                entries.add(
                    Json.object(
                        json -> {
                          json.writeStringField("path", path);
                          json.writeStringField("caption", known.get(path));
                        })));
    String name = gallery.folder().getFileName().toString();
    request
        .contentType("application/json")
        .result(
            Json.object(
                json -> {
                  json.writeStringField("name", name);
                  json.writeBooleanField("writable", gallery.write());
                  json.writeFieldName("entries");
                  json.writeRawValue("[" + String.join(",", entries) + "]");
                }));
  }

  private void thumbnail(Context request) {
    Path file = file(request.queryParam("path"));
    try {
      byte[] jpeg =
          new Thumbnails().preview(Files.readAllBytes(file), file.toString()).orElseThrow().data();
      request.header("Cache-Control", "private, max-age=3600");
      request.contentType("image/jpeg").result(jpeg);
    } catch (IOException | RuntimeException e) {
      throw Problem.unreadable(FailureReason.of(e));
    }
  }

  private void save(Context request) {
    if (!gallery.write()) {
      throw Problem.forbidden(
          "The folder is read-only; start the server with write access to edit captions");
    }
    JsonNode body = Body.object(request);
    String path = Body.text(body, "path", LONGEST);
    String caption = Body.text(body, "caption", LONGEST).strip();
    Path file = file(path);
    try {
      captions.save(path, file, caption);
    } catch (IOException e) {
      throw Problem.unreadable("The caption cannot be saved: " + FailureReason.of(e));
    }
    request.status(204);
  }

  private Path file(String path) {
    Path file = path == null ? null : files.get(path);
    if (file == null) {
      throw Problem.notFound("There is no image \"" + path + "\" in the folder");
    }
    return file;
  }
}
