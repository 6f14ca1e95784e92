package io.reactiveregistry.cli;

import static io.reactiveregistry.cli.Run.yaml;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class WatchCommandTest {

  @TempDir private Path directory;
  private Path store;

  @BeforeEach
  void saveOnce() {
    store = directory.resolve("store");
    Run.put(store, yaml("a", "1.0.0", "one"));
  }

  /** Who reads a number of lines and then no more, as "head" does. */
  private static final class Reader extends OutputStream {

    private final List<String> lines = new ArrayList<>();
    private final Runnable[] afterEach;

    /**
     * @param afterEach what happens after the first line, the second and so on; with each of them
     *     one more is read
     */
    Reader(Runnable... afterEach) {
      this.afterEach = afterEach;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    /** A line comes in one piece when it is flushed at once. */
    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (lines.size() > afterEach.length) {
        throw new IOException("Broken pipe");
      }
      String line = new String(bytes, offset, length, UTF_8);
      assertThat(line).endsWith("\n").hasLineCount(1);
      lines.add(line.strip());
      if (lines.size() <= afterEach.length) {
        afterEach[lines.size() - 1].run();
      } else {
        throw new IOException("Broken pipe");
      }
    }
  }

  private List<String> watch(Reader reader, Object... options) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode =
        RegistryCli.run(
            InputStream.nullInputStream(),
            reader,
            err,
            Stream.concat(Stream.of("watch", store), Stream.of(options))
                .map(Object::toString)
                .toArray(String[]::new));
    assertThat(err.toString(UTF_8)).isEmpty();
    assertThat(exitCode).isZero();
    return reader.lines;
  }

  @Test
  void printsWhatIsStoredAndThenWhatHappensAndEndsWhenNobodyReadsOn() {
    Reader reader =
        new Reader(
            () -> Run.put(store, yaml("a", "2.0.0", "two")),
            () -> Run.of("label", store, "a", "production", "1.0.0"),
            () -> Run.of("rollback", store, "a", "1.0.0"),
            () -> Run.of("delete", store, "a", "--version", "2.0.0"),
            () -> Run.of("label", store, "a", "production", "--remove"),
            () -> Run.of("delete", store, "a"));

    assertThat(watch(reader, "--after", "0"))
        .containsExactly(
            "1 saved a:1.0.0",
            "2 saved a:2.0.0",
            "3 moved a@production to 1.0.0",
            "4 saved a:1.0.0",
            "5 deleted a:2.0.0",
            "6 removed a@production",
            "7 deleted a with all its versions");
  }

  @Test
  void goesOnAfterARevisionAndMissesNothing() {
    Run.put(store, yaml("a", "2.0.0", "two"));
    Run.put(store, yaml("a", "3.0.0", "three"));

    assertThat(watch(new Reader(() -> {}), "--after", "1"))
        .containsExactly("2 saved a:2.0.0", "3 saved a:3.0.0");
  }

  @Test
  void printsOneJsonObjectALine() {
    Reader reader = new Reader(() -> Run.of("label", store, "a", "production", "1.0.0"));

    assertThat(watch(reader, "--after=0", "--json"))
        .containsExactly(
            "{\"revision\":1,\"kind\":\"saved\",\"id\":\"a\",\"version\":\"1.0.0\"}",
            "{\"revision\":2,\"kind\":\"label-moved\",\"id\":\"a\",\"label\":\"production\",\"version\":\"1.0.0\"}");
  }

  @Test
  void aRevisionThatIsNotReachedYetIsAnErrorThatSaysWhereToGoOn() {
    Run run = Run.of("watch", store, "--after", "9", "--json");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .startsWith("{\"error\":{\"code\":\"changes-compacted\"")
        .contains("There is no revision 9 yet, the last one is 1", "go on with --after 1");
  }

  @Test
  void aRevisionIsAWholeNumber() {
    for (String wrong : new String[] {"-1", "soon", "9223372036854775808"}) {
      Run run = Run.of("watch", store, "--after=" + wrong);
      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.err()).contains("--after", "'" + wrong + "' is not a whole number from 0");
    }
  }
}
