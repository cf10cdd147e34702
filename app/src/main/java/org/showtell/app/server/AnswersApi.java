package org.showtell.app.server;

import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.showtell.app.answer.AnsweredQuestion;
import org.showtell.app.input.FailureReason;
import org.showtell.app.output.caption.RecordJson;

/** {@code POST /api/v1/answers}. */
final class AnswersApi {
  private static final Set<String> PARAMETERS = Set.of("model", "top", "choices", "attention");
  private static final int MOST_QUESTIONS = 100;
  private static final int LONGEST_QUESTION = 1000;

  private final Models models;
  private final Uploads uploads;

  AnswersApi(Models models, Uploads uploads) {
    this.models = models;
    this.uploads = uploads;
  }

  void post(Context request) {
    QueryOptions query = new QueryOptions(request.queryParamMap(), PARAMETERS);
    ServedModel model =
        models.find(query.text("model", null), ServedModel::answers, "answers questions");
    int top = query.number("top", 5, 1, 100);
    boolean attention = query.flag("attention");
    Optional<List<String>> choices = choices(query.text("choices", null));
    List<UploadedFile> files = uploads.files(request);
    List<String> questions = questions(request);
    List<String> records = new ArrayList<>();
    List<String> errors = new ArrayList<>();
    for (UploadedFile file : files) {
      String name = Uploads.name(file);
      try {
        byte[] content = uploads.bytes(file);
        for (AnsweredQuestion answered : model.answer(content, name, questions, top, choices)) {
          records.add(RecordJson.answers(name, answered, attention));
        }
      } catch (IOException | IllegalArgumentException | OutOfMemoryError e) {
        errors.add(name + ": " + FailureReason.of(e));
      }
    }
    if (records.isEmpty()) {
      throw Problem.unreadable(String.join("; ", errors));
    }
    request.contentType("application/json").result(Json.results(records));
  }

  private static List<String> questions(Context request) {
    List<String> questions = request.formParams("question");
    if (questions.isEmpty() || questions.size() > MOST_QUESTIONS) {
      throw Problem.badRequest(
          "The request must have 1 to "
              + MOST_QUESTIONS
              + " fields named question, but got "
              + questions.size());
    }
    for (String question : questions) {
      if (question.isBlank() || question.length() > LONGEST_QUESTION) {
        throw Problem.badRequest(
            "question must have 1 to "
                + LONGEST_QUESTION
                + " characters, but got "
                + question.length());
      }
    }
    return questions;
  }

  private static Optional<List<String>> choices(String text) {
    if (text == null) {
      return Optional.empty();
    }
    List<String> choices =
        List.of(text.split("\\|")).stream()
            .map(String::strip)
            .filter(one -> !one.isEmpty())
            .toList();
    if (choices.isEmpty()) {
      throw Problem.badRequest("choices must be answers separated by |, but got \"" + text + "\"");
    }
    return Optional.of(choices);
  }
}
