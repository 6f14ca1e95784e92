package io.reactiveregistry.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Requests for one URL over many connections, made by wrk, for as long as a turn takes. */
final class RequestLoad implements Contender {

  private static final String PROGRAM = "wrk";
  private static final Pattern REQUESTS = Pattern.compile("(\\d+) requests in ");
  private static final Pattern LATENCY = Pattern.compile("99%\\s+([0-9.]+)(us|ms|s)\\b");

  /** A request that took long, which wrk counts too, is none; it shows in the latency. */
  private static final Pattern FAILED =
      Pattern.compile(
          "Non-2xx or 3xx responses|Socket errors: (?!connect 0, read 0, write 0)connect");

  private final String name;
  private final List<String> command;
  private final List<Double> perSecondAtTail = new ArrayList<>();
  private int requests;

  /**
   * @param header sent with each request, or empty
   */
  RequestLoad(String name, String url, String header, int connections, Duration turn) {
    this.name = name;
    List<String> words =
        new ArrayList<>(
            List.of(
                PROGRAM,
                "--latency",
                "-t1",
                "-c" + connections,
                "-d" + Math.max(1, turn.toSeconds()) + "s"));
    if (!header.isEmpty()) {
      words.addAll(List.of("-H", header));
    }
    words.add(url);
    this.command = List.copyOf(words);
  }

  /** Whether wrk is on this machine. */
  static boolean isPossible() throws InterruptedException {
    try {
      new ProcessBuilder(PROGRAM, "--version").start().waitFor();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int operations() {
    return requests;
  }

  /** One through the time within which 99% of the requests were answered, for each turn. */
  List<Double> perSecondAtTail() {
    return List.copyOf(perSecondAtTail);
  }

  @Override
  public void run(int round) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    int exitCode = process.waitFor();
    if (exitCode != 0 || FAILED.matcher(output).find()) {
      throw new IOException("%s failed: %s".formatted(String.join(" ", command), output));
    }
    requests = Integer.parseInt(found(REQUESTS, output).group(1));
    Matcher latency = found(LATENCY, output);
    perSecondAtTail.add(1 / (Double.parseDouble(latency.group(1)) * seconds(latency.group(2))));
  }

  private static Matcher found(Pattern pattern, String output) throws IOException {
    Matcher matcher = pattern.matcher(output);
    if (!matcher.find()) {
      throw new IOException("wrk did not say what was looked for: " + output);
    }
    return matcher;
  }

  private static double seconds(String unit) {
    return switch (unit) {
      case "us" -> 1e-6;
      case "ms" -> 1e-3;
      default -> 1;
    };
  }
}
