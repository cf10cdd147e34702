package org.showtell.app.cli.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Asks another program of the system something; most machines do not have it. */
final class ExternalProgram {
  private static final long PATIENCE_SECONDS = 10;

  private ExternalProgram() {}

  /** What it prints; nothing where it is not there, fails, or does not answer in time. */
  static Optional<List<String>> lines(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      // What these programs print fits into the pipe, so that they end without being read.
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return Optional.empty();
      }
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.exitValue() == 0 ? Optional.of(text.lines().toList()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
