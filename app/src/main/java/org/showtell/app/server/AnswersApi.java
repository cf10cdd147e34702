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
import org.showtell.app.server.Problem.ProblemException;

/** {@code POST /api/v1/answers}. */
final class AnswersApi {
  private static final Set<String> PARAMETERS = Set.of("model", "top", "choices", "attention");
  private static final int MOST_QUESTIONS = 100;
  private static final int LONGEST_QUESTION = 1000;

  private final Models models;
  private final Uploads uploads;
  private final Metrics metrics;

  AnswersApi(Models models, Uploads uploads, Metrics metrics) {
    this.models = models;
    this.uploads = uploads;
    this.metrics = metrics;
  }

  void post(Context request) throws IOException {
    QueryOptions query = new QueryOptions(request.queryParamMap(), PARAMETERS);
    ServedModel model =
        models.find(query.text("model", null), ServedModel::answers, "answers questions");
    int top = query.number("top", 5, 1, 100);
    boolean attention = query.flag("attention");
    Optional<List<String>> choices = choices(query.text("choices", null));
    List<UploadedFile> files = uploads.files(request);
    List<String> questions = questions(uploads.texts(request, "question"));
    List<String> records = new ArrayList<>();
    boolean read = false;
    String error = null;
    for (UploadedFile file : files) {
      String name = Uploads.name(file);
      try {
        List<AnsweredQuestion> answered =
            model.answer(
                () -> uploads.decode(file, content -> content), name, questions, top, choices);
        answered.forEach(one -> records.add(RecordJson.answers(name, one, attention)));
        questions.forEach(one -> metrics.file("question", true));
        read = true;
      } catch (ProblemException e) {
        throw e;
      } catch (IOException | RuntimeException | OutOfMemoryError | StackOverflowError e) {
        String reason =
            e instanceof IllegalArgumentException ? e.getMessage() : FailureReason.of(e);
        error = name + ": " + reason;
        for (String question : questions) {
          metrics.file("question", false);
          records.add(failed(name, question, reason));
        }
      }
    }
    if (read) {
      Json.answer(request, Json.results(records));
    } else {
      Failures.answer(request, Problem.unreadable(error).problem(), records);
    }
  }

  private static String failed(String image, String question, String error) {
    return Json.object(
        json -> {
          json.writeStringField("image", image);
          json.writeStringField("question", question);
          json.writeArrayFieldStart("answers");
          json.writeEndArray();
          json.writeStringField("error", error);
        });
  }

  private static List<String> questions(List<String> questions) {
    if (questions.isEmpty() || questions.size() > MOST_QUESTIONS) {
      throw Problem.badRequest(
          "The request must have 1 to "
              + MOST_QUESTIONS
              + " fields named question, but got "
              + questions.size());
    }
    for (String question : questions) {
      int length = question.strip().codePointCount(0, question.strip().length());
      if (length == 0 || length > LONGEST_QUESTION) {
        throw Problem.badRequest(
            "question must have 1 to " + LONGEST_QUESTION + " characters, but got " + length);
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
      throw Problem.badRequest(
          "choices must be answers separated by |, but got " + Problem.quoted(text));
    }
    return Optional.of(choices);
  }
}
