package org.showtell.app.server;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.interactions.Sequence;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A server and a headless Chromium that has its page open. */
final class Browser implements AutoCloseable {
  static final Path SAMPLES = Path.of("..", "samples").toAbsolutePath().normalize();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String AXE = axe();

  private final ShowtellServer server;
  private final ChromeDriver driver;
  private final Path downloads;

  private Browser(ServerConfig config, Path chromium, Path chromedriver, Path downloads)
      throws Exception {
    this.downloads = downloads;
    server = ShowtellServer.start(config);
    driver =
        new ChromeDriver(
            new ChromeDriverService.Builder()
                .usingDriverExecutable(chromedriver.toFile())
                .usingAnyFreePort()
                .withLogOutput(OutputStream.nullOutputStream())
                .build(),
            options(chromium, downloads));
    driver.manage().timeouts().scriptTimeout(PATIENCE);
    show(1440, false);
  }

  /**
   * Starts both, or skips the test where there is no browser.
   *
   * @param folder for what is downloaded
   * @param models names or files
   */
  static Browser open(Path folder, List<String> models, Optional<ServerConfig.Gallery> gallery)
      throws Exception {
    return open(folder, models, gallery, Optional.empty());
  }

  static Browser open(
      Path folder,
      List<String> models,
      Optional<ServerConfig.Gallery> gallery,
      Optional<String> token)
      throws Exception {
    Optional<Path> chromium = onPath("chromium", "chromium-browser", "google-chrome");
    Optional<Path> chromedriver = onPath("chromedriver");
    assumeTrue(chromium.isPresent(), "there is no Chromium on the PATH");
    assumeTrue(chromedriver.isPresent(), "there is no chromedriver on the PATH");
    ServerConfig.Address address = new ServerConfig.Address("127.0.0.1", 0, token);
    ServerConfig config =
        new ServerConfig(models, address, ServerConfig.Limits.defaults(), gallery);
    return new Browser(config, chromium.get(), chromedriver.get(), folder);
  }

  private static Optional<Path> onPath(String... names) {
    return Arrays.stream(names)
        .flatMap(
            name ->
                Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                    .map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static ChromeOptions options(Path chromium, Path downloads) {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(chromium.toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox", // which root cannot have
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--autoplay-policy=no-user-gesture-required",
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream");
    options.setExperimentalOption(
        "prefs", Map.of("download.default_directory", downloads.toString()));
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    return options;
  }

  String address() {
    return "http://127.0.0.1:" + server.port();
  }

  /** A phone below 500 pixels, a laptop above. */
  void show(int width, boolean dark) {
    boolean phone = width < 500;
    cdp(
        "Emulation.setDeviceMetricsOverride",
        Map.of(
            "width", width, "height", phone ? 844 : 1000, "deviceScaleFactor", 1, "mobile", phone));
    cdp("Emulation.setTouchEmulationEnabled", Map.of("enabled", phone));
    cdp(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(
                Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"),
                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
  }

  void cdp(String command, Map<String, Object> parameters) {
    driver.executeCdpCommand(command, parameters);
  }

  /** Loads the page anew, with default settings. */
  void load(String view) {
    driver.get("about:blank");
    driver.get(address() + (view.isEmpty() ? "" : "/#" + view));
    run("localStorage.clear()");
    until("document.getElementById('model').options.length > 0");
  }

  void visit(String path) {
    driver.get(address() + path);
  }

  Object run(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  /** Runs a script that ends by calling its last argument. */
  Object later(String script, Object... arguments) {
    return driver.executeAsyncScript(script, arguments);
  }

  void until(String condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!Boolean.TRUE.equals(run("return Boolean(" + condition + ")"))) {
      assertFalse(System.nanoTime() > end, () -> "still not: " + condition + "\n" + text("main"));
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  WebElement the(String selector) {
    return driver.findElement(By.cssSelector(selector));
  }

  List<WebElement> all(String selector) {
    return driver.findElements(By.cssSelector(selector));
  }

  String text(String selector) {
    return the(selector).getText();
  }

  Actions act() {
    return new Actions(driver);
  }

  void tap(Sequence taps) {
    driver.perform(List.of(taps));
  }

  void press(CharSequence... keys) {
    act().sendKeys(keys).perform();
  }

  /** Types over the text of the field that has the focus. */
  void replace(CharSequence... keys) {
    run("document.activeElement.select()");
    press(keys);
  }

  /** Presses the tab key until an element has the focus, as someone without a mouse would. */
  int tabTo(String selector) {
    for (int presses = 1; presses < 60; presses++) {
      press(Keys.TAB);
      if (Boolean.TRUE.equals(
          run("return document.activeElement.matches(arguments[0])", selector))) {
        return presses;
      }
    }
    throw new AssertionError("the tab key does not reach " + selector);
  }

  /** Gives files to a file input, as the file dialog would. */
  void choose(String id, Path... files) {
    run("document.getElementById(arguments[0]).hidden = false", id);
    the("#" + id).sendKeys(String.join("\n", Stream.of(files).map(Path::toString).toList()));
    run("document.getElementById(arguments[0]).hidden = true", id);
  }

  /** Drops files on the page. */
  void drop(Map<String, byte[]> files) {
    List<List<String>> given =
        files.entrySet().stream()
            .map(
                file -> List.of(file.getKey(), Base64.getEncoder().encodeToString(file.getValue())))
            .toList();
    run(
        """
        const dropped = new DataTransfer();
        for (const [name, content] of arguments[0]) {
          const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
          dropped.items.add(new File([bytes], name));
        }
        for (const kind of ['dragenter', 'dragover', 'drop'])
          document.querySelector('main').dispatchEvent(
              new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: dropped }));
        """,
        given);
  }

  /** What is downloaded under a name once something has been done. */
  byte[] download(String name, Runnable action) throws IOException {
    Path file = downloads.resolve(name);
    Files.deleteIfExists(file);
    action.run();
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!Files.isRegularFile(file)) {
      assertFalse(System.nanoTime() > end, () -> name + " is not downloaded");
      pause();
    }
    return Files.readAllBytes(file);
  }

  private static String axe() {
    try (InputStream axe = Browser.class.getResourceAsStream("/axe.min.js")) {
      return new String(axe.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Violations of WCAG 2.2 AA that axe-core finds in what is shown. */
  List<?> violations() {
    if (!Boolean.TRUE.equals(run("return 'axe' in window"))) {
      run(AXE);
    }
    return (List<?>)
        later(
            """
            const done = arguments[0];
            const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
            axe.run({ runOnly: tags }).then((found) => done(found.violations.map((one) =>
                `${one.id}: ${one.help}: ${one.nodes.map((node) => node.html).join(' | ').slice(0, 500)}`)));
            """);
  }

  /** What does not fit: a page that is wider than the screen, a target too small for a finger. */
  List<?> misfits() {
    return (List<?>)
        run(
            """
            const root = document.documentElement;
            return [...document.querySelectorAll('button, a, input, select, textarea, summary')]
                .filter((one) => one.checkVisibility() && !one.closest('.skip, .words, [aria-hidden]'))
                .filter((one) => one.offsetWidth < 24 || one.offsetHeight < 24)
                .map((one) => one.outerHTML)
                .concat(root.scrollWidth > innerWidth ? [`${root.scrollWidth} pixels wide`] : []);
            """);
  }

  /** What the console says since the last call, and requests to elsewhere; the best is nothing. */
  List<String> messages() {
    List<String> messages = new ArrayList<>();
    for (LogEntry entry : driver.manage().logs().get(LogType.BROWSER)) {
      messages.add(entry.getLevel() + " " + entry.getMessage());
    }
    for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
      JsonNode message = json(entry.getMessage()).path("message");
      String url = message.at("/params/request/url").asText();
      if (message.path("method").asText().equals("Network.requestWillBeSent")
          && !url.startsWith(address() + "/")
          && !url.startsWith("blob:" + address() + "/")
          && !url.startsWith("data:")) { // pictures on the browser's own buttons
        messages.add("request to " + url);
      }
    }
    return messages;
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    driver.quit();
    server.close();
  }
}
