package org.showtell.app.server;

import io.javalin.Javalin;
import io.javalin.http.Context;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.showtell.app.input.FailureReason;
import org.showtell.app.input.InputEntry;
import org.showtell.app.input.PhotoInput;
import org.showtell.app.input.PhotoInputs;
import org.showtell.app.output.page.Thumbnails;
import org.showtell.app.server.ServerConfig.Gallery;
import org.showtell.dataset.PathName;

/**
 * {@code /api/v1/folder}: the images of the one folder that is served, with their captions.
 *
 * <p>A request names an image by its place in the list that the server made when it started, so
 * that no path of a request ever reaches the file system. Links that lead out of the folder are not
 * followed.
 */
final class FolderApi {
  private static final int LONGEST = 10_000;

  private final Gallery gallery;
  private final CaptionFolder captions;
  private final Uploads uploads;
  private final Body.Memory memory;
  private final Path root; // without links
  private final Map<String, Path> files = new TreeMap<>();

  private FolderApi(Gallery gallery, Uploads uploads, Body.Memory memory) throws IOException {
    this.gallery = gallery;
    this.uploads = uploads;
    this.memory = memory;
    root = gallery.folder().toRealPath();
    try (PhotoInputs inputs =
        new PhotoInputs(List.of(gallery.folder().toString()), true, System.in)) {
      while (inputs.hasNext()) {
        InputEntry entry = inputs.next();
        if (entry instanceof PhotoInput image
            && image.file().filter(file -> CaptionFolder.isInside(root, file)).isPresent()) {
          files.put(
              PathName.of(image.relative()).replace(File.separatorChar, '/'), image.file().get());
        }
      }
    }
    captions = new CaptionFolder(gallery.folder(), root);
  }

  static void routes(Javalin javalin, Gallery gallery, Uploads uploads, Body.Memory memory)
      throws IOException {
    FolderApi folder = new FolderApi(gallery, uploads, memory);
    javalin.get("/api/v1/folder", folder::list);
    javalin.get("/api/v1/folder/thumbnail", folder::thumbnail);
    javalin.put("/api/v1/folder/caption", folder::save);
  }

  private void list(Context request) throws IOException {
    new QueryOptions(request.queryParamMap(), Set.of());
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
    String name = String.valueOf(root.getFileName() == null ? root : root.getFileName());
    Json.answer(
        request,
        Json.object(
            json -> {
              json.writeStringField("name", name);
              json.writeBooleanField("writable", gallery.write());
              json.writeFieldName("entries");
              json.writeRawValue("[" + String.join(",", entries) + "]");
            }));
  }

  private void thumbnail(Context request) {
    Path file = file(new QueryOptions(request.queryParamMap(), Set.of("path")).text("path", null));
    try {
      byte[] jpeg =
          uploads.inTurn(
              () ->
                  new Thumbnails()
                      .preview(Files.readAllBytes(file), file.toString())
                      .orElseThrow()
                      .data());
      request.header("Cache-Control", "private, max-age=3600");
      request.contentType("image/jpeg").result(jpeg);
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      throw Problem.unreadable(FailureReason.of(e));
    }
  }

  private void save(Context request) throws IOException {
    new QueryOptions(request.queryParamMap(), Set.of());
    if (!gallery.write()) {
      throw Problem.forbidden(
          "The folder is read-only; start the server with write access to edit captions");
    }
    try (Body body = Body.read(request, Body.TEXTS, memory)) {
      String path = body.text("path", LONGEST);
      String caption = body.text("caption", LONGEST).strip().replaceAll("\\s+", " ");
      file(path);
      try {
        captions.save(path, files, caption);
      } catch (IOException e) {
        throw Problem.unreadable("The caption cannot be saved: " + FailureReason.of(e));
      }
    }
    request.status(204);
  }

  // Looked up again at each call: what was an image may be a link to somewhere else by now.
  private Path file(String path) {
    if (path == null) {
      throw Problem.badRequest("path must name an image of the folder, but got none");
    }
    Path file = files.get(path);
    if (file == null || !CaptionFolder.isInside(root, file)) {
      throw Problem.notFound("There is no image " + Problem.quoted(path) + " in the folder");
    }
    return file;
  }
}
