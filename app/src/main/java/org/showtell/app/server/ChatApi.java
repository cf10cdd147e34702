package org.showtell.app.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.showtell.app.caption.CaptionOptions;
import org.showtell.app.caption.PhotoCaptions;
import org.showtell.app.input.FailureReason;
import org.showtell.app.server.BatchQueue.Described;
import org.showtell.app.server.BatchQueue.QueueFullException;
import org.showtell.app.server.Problem.ProblemException;
import org.showtell.app.server.ServerConfig.Limits;

/**
 * {@code POST /v1/chat/completions}: the form of OpenAI's chat completions, as far as programs that
 * ask for a description of an image use it. A text that ends in a question mark is answered by
 * models that answer questions; for any other text the image is captioned.
 */
final class ChatApi {
  private static final int LONGEST_QUESTION = 1000;

  private final Models models;
  private final Uploads uploads;
  private final Body.Memory memory;
  private final Limits limits;
  private final Metrics metrics;

  ChatApi(Models models, Uploads uploads, Body.Memory memory, Limits limits, Metrics metrics) {
    this.models = models;
    this.uploads = uploads;
    this.memory = memory;
    this.limits = limits;
    this.metrics = metrics;
  }

  void post(Context request) throws IOException {
    // Base64 makes four characters of three bytes; the rest is the conversation.
    long most = limits.uploadBytes() / 3 * 4 + Body.TEXTS;
    try (Body body = Body.read(request, most, memory)) {
      JsonNode json = body.json();
      requireText(json, "model");
      if (json.path("stream").asBoolean()) {
        throw Problem.badRequest("stream must be false, but got true");
      }
      JsonNode content = lastUserMessage(json);
      byte[] image = image(content);
      String text = text(content);
      String said =
          text.endsWith("?")
                  && text.length() <= LONGEST_QUESTION
                  && models.all().stream().anyMatch(ServedModel::answers)
              ? answer(image, text)
              : caption(image);
      Json.answer(request, completion(json.path("model").asText("showtell"), said));
    }
  }

  private static void requireText(JsonNode json, String field) {
    JsonNode value = json.path(field);
    if (!value.isMissingNode() && !value.isTextual()) {
      throw Problem.badRequest(
          field + " must be a text, but got " + Problem.quoted(value.toString()));
    }
  }

  private static JsonNode lastUserMessage(JsonNode body) {
    JsonNode last = null;
    JsonNode messages = body.path("messages");
    if (!messages.isArray()) {
      throw Problem.badRequest(
          "messages must be an array, but got "
              + (messages.isMissingNode() ? "none" : Problem.quoted(messages.toString())));
    }
    for (JsonNode message : messages) {
      if (message.path("role").asText().equals("user")) {
        last = message.path("content");
      }
    }
    if (last == null || !last.isArray()) {
      throw Problem.badRequest(
          "messages must hold a user's message with an image_url, but got none");
    }
    return last;
  }

  // Only data: URLs: the server fetches nothing from anywhere.
  private byte[] image(JsonNode content) {
    for (JsonNode part : content) {
      if (part.path("type").asText().equals("image_url")) {
        JsonNode url = part.path("image_url");
        String address = url.isTextual() ? url.textValue() : url.path("url").asText();
        int comma = address.indexOf(',');
        if (!address.startsWith("data:image/")
            || comma < 0
            || !address.substring(0, comma).endsWith(";base64")) {
          throw Problem.badRequest(
              "image_url must be data:image/...;base64,..., but got "
                  + Problem.quoted(address)
                  + "; this server fetches nothing from other addresses");
        }
        if (address.length() - comma > limits.uploadBytes() / 3 * 4) {
          throw Problem.tooLarge("An image must have at most " + limits.uploadBytes() + " bytes");
        }
        try {
          return Base64.getMimeDecoder().decode(address.substring(comma + 1));
        } catch (IllegalArgumentException e) {
          throw Problem.badRequest("image_url must be valid base64, but got: " + e.getMessage());
        }
      }
    }
    throw Problem.badRequest("messages must hold an image_url, but got none");
  }

  private static String text(JsonNode content) {
    StringBuilder text = new StringBuilder();
    for (JsonNode part : content) {
      if (part.path("type").asText().equals("text")) {
        text.append(part.path("text").asText()).append(' ');
      }
    }
    return text.toString().strip();
  }

  private String answer(byte[] image, String question) {
    ServedModel model = models.find(null, ServedModel::answers, "answers questions");
    try {
      String said =
          model
              .answer(() -> image, "image", List.of(question), 1, Optional.empty())
              .get(0)
              .answers()
              .get(0)
              .answer();
      metrics.file("question", true);
      return said;
    } catch (ProblemException e) {
      throw e;
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      metrics.file("question", false);
      throw Problem.unreadable("image_url: " + FailureReason.of(e));
    }
  }

  private String caption(byte[] image) {
    ServedModel model = models.find(null, ServedModel::captions, "captions");
    try {
      float[] pixels = uploads.inTurn(() -> model.captioner().preprocess(image, "image"));
      CompletableFuture<Described<PhotoCaptions>> caption =
          model.caption(pixels, CaptionOptions.defaults().withModel(model.name()));
      String said =
          caption.get(limits.patience().toMillis(), TimeUnit.MILLISECONDS).value().best().text();
      metrics.file("image", true);
      return said;
    } catch (QueueFullException | TimeoutException e) {
      throw Problem.busy("Too many images wait; try again in a moment");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.busy("The server stops");
    } catch (IOException
        | ExecutionException
        | RuntimeException
        | OutOfMemoryError
        | StackOverflowError e) {
      metrics.file("image", false);
      throw Problem.unreadable(
          "image_url: " + FailureReason.of(e instanceof ExecutionException ? e.getCause() : e));
    }
  }

  private static String completion(String model, String said) {
    return Json.object(
        json -> {
          json.writeStringField("id", "chatcmpl-showtell");
          json.writeStringField("object", "chat.completion");
          json.writeNumberField("created", System.currentTimeMillis() / 1000);
          json.writeStringField("model", model);
          json.writeArrayFieldStart("choices");
          json.writeStartObject();
          json.writeNumberField("index", 0);
          json.writeObjectFieldStart("message");
          json.writeStringField("role", "assistant");
          json.writeStringField("content", said);
          json.writeEndObject();
          json.writeStringField("finish_reason", "stop");
          json.writeEndObject();
          json.writeEndArray();
        });
  }
}
