package io.reactiveregistry.reliability.crash;

import io.reactiveregistry.error.DamagedStoreException;
import io.reactiveregistry.error.NotAStoreException;
import io.reactiveregistry.reliability.Experiment;
import io.reactiveregistry.reliability.Result;
import io.reactiveregistry.reliability.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** Opens stores of all lengths, and files that never were one. */
final class TruncationExperiment implements Experiment {

  private static final int UNITS = 150;
  private static final int PAGE = 4096;
  private static final int CONTROL_FILES = 8;
  private static final int MOST_VIOLATIONS = 5;

  private static final Set<String> REFUSALS =
      Set.of(DamagedStoreException.class.getSimpleName(), NotAStoreException.class.getSimpleName());

  @Override
  public String name() {
    return "truncation";
  }

  @Override
  public String promise() {
    return "R8";
  }

  @Override
  public String description() {
    return "opens truncated and foreign files; each is refused in the right error, or holds everything, and the process lives";
  }

  @Override
  public Result run(Run run) throws Exception {
    SampleStore sample = SampleStore.create(run.newDirectory("sample"), run.seed(), UNITS);
    RandomGenerator random = run.random(0);
    Map<String, byte[]> files = truncated(sample, random, run.scale().choose(50, 1_000));
    int lengths = files.size();
    files.putAll(foreign(sample, random));
    Map<String, Integer> outcomes = new LinkedHashMap<>();
    List<String> violations = new ArrayList<>();
    try (Reader reader = new Reader(run.newDirectory("reader"))) {
      Reading whole = reader.read(ReadMain.WITH_REGISTRY, sample.dataFile());
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        Reading reading = reader.read(ReadMain.WITH_REGISTRY, file.getValue());
        outcomes.merge(reading.outcome(), 1, Integer::sum);
        if (!isRefused(reading) && !reading.equals(whole)) {
          violations.add("%s: %s".formatted(file.getKey(), reading.outcome()));
        }
      }
      return new Result(
          "%,d lengths and %d foreign files: %s"
              .formatted(lengths, files.size() - lengths, summary(outcomes)),
          violations.subList(0, Math.min(MOST_VIOLATIONS, violations.size())),
          List.of(control(sample, reader, random)));
    }
  }

  private static boolean isRefused(Reading reading) {
    return reading.ended() && !reading.opened() && REFUSALS.contains(reading.error());
  }

  private static Map<String, byte[]> truncated(
      SampleStore sample, RandomGenerator random, int count) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (int i = 0; files.size() < count; i++) {
      int length =
          switch (i % 3) {
            case 0 -> random.nextInt(sample.length());
            case 1 -> random.nextInt(sample.length() / PAGE) * PAGE; // soon there are no others
            // Near the end, where pages are most likely to be free.
            default -> sample.length() - random.nextInt(16 * PAGE);
          };
      files.put(
          "%d of %d bytes".formatted(length, sample.length()),
          Arrays.copyOf(sample.dataFile(), length));
    }
    return files;
  }

  private static Map<String, byte[]> foreign(SampleStore sample, RandomGenerator random) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("no bytes", new byte[0]);
    files.put("zeros", new byte[sample.length()]);
    byte[] noise = new byte[sample.length()];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (byte) random.nextInt();
    }
    files.put("noise", noise);
    files.put("text", "# Not a store\n".repeat(1_000).getBytes(StandardCharsets.UTF_8));
    byte[] swapped = sample.dataFile();
    for (int i = 0; i + 3 < 2 * PAGE; i += 4) {
      swap(swapped, i, i + 3);
      swap(swapped, i + 1, i + 2);
    }
    files.put("the other byte order", swapped);
    byte[] pages = sample.dataFile();
    pages[41] = 0x20; // the size of a page, in the first meta page
    files.put("other pages", pages);
    return files;
  }

  private static void swap(byte[] bytes, int left, int right) {
    byte kept = bytes[left];
    bytes[left] = bytes[right];
    bytes[right] = kept;
  }

  private static Result.Control control(SampleStore sample, Reader reader, RandomGenerator random)
      throws IOException {
    Map<String, Integer> outcomes = new LinkedHashMap<>();
    int dangerous = 0;
    for (int i = 0; i < CONTROL_FILES; i++) {
      int length = 2 * PAGE + random.nextInt(sample.length() / 2);
      Reading reading = reader.read(ReadMain.WITH_LMDB, Arrays.copyOf(sample.dataFile(), length));
      outcomes.merge(reading.outcome(), 1, Integer::sum);
      dangerous += reading.ended() ? 0 : 1;
    }
    return new Result.Control("LMDB without validation", dangerous > 0, summary(outcomes));
  }

  private static String summary(Map<String, Integer> outcomes) {
    return outcomes.entrySet().stream()
        .map(outcome -> "%d %s".formatted(outcome.getValue(), outcome.getKey()))
        .collect(Collectors.joining(", "));
  }
}
