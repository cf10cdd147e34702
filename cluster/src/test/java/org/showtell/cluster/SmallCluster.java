package org.showtell.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Spark's own standalone master and two workers of one core, as processes on this machine, from the
 * libraries of the test.
 */
final class SmallCluster implements AutoCloseable {
  private final Path home;
  private final int port;
  private final List<Process> processes = new ArrayList<>();
  private final List<Process> workers = new ArrayList<>();

  SmallCluster(Path folder) throws IOException, InterruptedException {
    home = Files.createDirectories(folder.resolve("spark"));
    Path jars = Files.createDirectories(home.resolve("jars"));
    for (String entry : System.getProperty("java.class.path").split(":")) {
      Path library = Path.of(entry).toAbsolutePath();
      if (entry.endsWith(".jar")) {
        Files.createSymbolicLink(jars.resolve(library.getFileName()), library);
      } else if (Files.isDirectory(library) && !library.endsWith("test-classes")) {
        pack(library, jars.resolve(library.getParent().getParent().getFileName() + "-classes.jar"));
      }
    }
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    processes.add(
        start(
            "master",
            List.of(),
            "org.apache.spark.deploy.master.Master",
            "-h",
            "127.0.0.1",
            "-p",
            "" + port,
            "--webui-port",
            "0"));
    awaitMaster();
    startWorker();
    startWorker();
  }

  private static void pack(Path classes, Path jar) throws IOException {
    try (var out = new java.util.zip.ZipOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        out.putNextEntry(
            new java.util.zip.ZipEntry(classes.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, out);
      }
    }
  }

  String url() {
    return "spark://127.0.0.1:" + port;
  }

  void startWorker() throws IOException {
    Process worker =
        start(
            "worker-" + workers.size(),
            List.of(),
            "org.apache.spark.deploy.worker.Worker",
            url(),
            "-c",
            "1",
            "-m",
            "3g",
            "-h",
            "127.0.0.1",
            "--webui-port",
            "0",
            "-d",
            home.resolve("work-" + workers.size()).toString());
    processes.add(worker);
    workers.add(worker);
  }

  /** Ends a worker and its executor without warning. */
  void killWorker(int number) {
    Process worker = workers.get(number);
    worker.descendants().forEach(ProcessHandle::destroyForcibly);
    worker.destroyForcibly();
  }

  /** The command of a user, whose driver is a process of its own. */
  Process submit(String... arguments) throws IOException {
    List<String> settings =
        List.of(
            "-Dspark.executor.memory=1200m",
            "-Dspark.executor.cores=1",
            "-Dspark.driver.host=127.0.0.1",
            "-Dspark.driver.bindAddress=127.0.0.1",
            "-Dspark.ui.enabled=false",
            "-Dspark.sql.shuffle.partitions=2");
    String[] all =
        Stream.concat(Stream.of("org.showtell.cluster.Caption"), Arrays.stream(arguments))
            .toArray(String[]::new);
    Process driver = start("driver-" + processes.size(), settings, all);
    processes.add(driver);
    return driver;
  }

  private Process start(String name, List<String> settings, String... main) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx600m");
    command.addAll(List.of(System.getProperty("spark.java").split(" ")));
    command.addAll(settings);
    command.addAll(List.of("-cp", home.resolve("jars") + "/*"));
    command.addAll(List.of(main));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("SPARK_HOME", home.toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    builder.redirectErrorStream(true).redirectOutput(home.resolve(name + ".log").toFile());
    return builder.start();
  }

  private void awaitMaster() throws IOException, InterruptedException {
    Instant end = Instant.now().plus(Duration.ofMinutes(2));
    while (true) {
      try {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
        return;
      } catch (IOException e) {
        if (Instant.now().isAfter(end)) {
          throw new IOException("the master did not start, see " + home.resolve("master.log"), e);
        }
        Thread.sleep(200);
      }
    }
  }

  @Override
  public void close() {
    for (Process process : processes) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
