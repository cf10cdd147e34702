package org.showtell.app.server;

import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.showtell.app.caption.ModelLoadException;

/** The models that are served, and the calls that describe them. */
final class Models implements AutoCloseable {
  private final List<ServedModel> models = new ArrayList<>();

  Models(ServerConfig config) throws ModelLoadException {
    try {
      for (String model : config.models()) {
        models.add(ServedModel.open(model, config.limits()));
      }
    } catch (ModelLoadException | RuntimeException e) {
      close();
      throw e;
    }
  }

  List<ServedModel> all() {
    return List.copyOf(models);
  }

  /**
   * A model by its name.
   *
   * @param name or null for the first one that can do it
   * @param can whether a model can do what is asked
   * @param what it should do, for the message
   */
  ServedModel find(String name, Predicate<ServedModel> can, String what) {
    if (name == null) {
      return models.stream()
          .filter(can)
          .findFirst()
          .orElseThrow(
              () ->
                  Problem.badRequest(
                      "model must be one that " + what + ", but none of the served ones does"));
    }
    ServedModel model =
        models.stream()
            .filter(one -> one.name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    Problem.badRequest(
                        "model must be one of "
                            + String.join(", ", models.stream().map(ServedModel::name).toList())
                            + ", but got "
                            + Problem.quoted(name)));
    if (!can.test(model)) {
      throw Problem.badRequest("model must be one that " + what + ", but got " + name);
    }
    return model;
  }

  /** {@code GET /api/v1/models}. */
  void list(Context request) {
    new QueryOptions(request.queryParamMap(), Set.of());
    List<String> listed =
        models.stream()
            .map(
                model ->
                    Json.object(
                        json -> {
                          json.writeStringField("name", model.name());
                          json.writeBooleanField("captions", model.captions());
                          json.writeBooleanField("answers", model.answers());
                          json.writeBooleanField("detectsWords", model.detectsWords());
                          json.writeBooleanField("attends", model.attends());
                        }))
            .toList();
    Json.answer(request, "{\"models\":[" + String.join(",", listed) + "]}");
  }

  /** {@code GET /api/v1/models/{name}/card}. */
  void card(Context request) {
    new QueryOptions(request.queryParamMap(), Set.of());
    String name = request.pathParam("name");
    ServedModel model =
        models.stream()
            .filter(one -> one.name().equals(name))
            .findFirst()
            .orElseThrow(() -> Problem.notFound("There is no model " + Problem.quoted(name)));
    request.contentType("text/markdown; charset=utf-8").result(model.card());
  }

  @Override
  public void close() {
    models.forEach(ServedModel::close);
  }
}
