package io.reactiveregistry.lmdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.guide.Document;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README's table of options names every option there is, with its default. */
class ReadmeOptionsTest {

  @Test
  void theTableNamesEveryOptionOfTheBuilder() throws Exception {
    List<String> options =
        Arrays.stream(LmdbRegistryBuilder.class.getDeclaredMethods())
            .filter(method -> method.getReturnType() == LmdbRegistryBuilder.class)
            .map(Method::getName)
            .toList();

    assertThat(column(1)).containsExactlyInAnyOrderElementsOf(options);
  }

  @Test
  void theDefaultsAreThoseOfTheBuilder() throws Exception {
    assertThat(column(2))
        .contains(
            "%,d".formatted(LmdbRegistryBuilder.DEFAULT_READ_QUEUE_CAPACITY),
            "%,d".formatted(LmdbRegistryBuilder.DEFAULT_WRITE_QUEUE_CAPACITY),
            (LmdbRegistryBuilder.DEFAULT_MAP_SIZE >> 30) + " GiB",
            (LmdbRegistryBuilder.DEFAULT_MAX_MAP_SIZE >> 40) + " TiB",
            (LmdbRegistryBuilder.DEFAULT_MAX_RECORD_BYTES >> 20) + " MiB");
  }

  private static List<String> column(int index) throws Exception {
    return Pattern.compile("(?m)^\\| `(\\w+)` \\| ([^|]*) \\|")
        .matcher(Document.read("../README.md").section("## Options").text())
        .results()
        .map((MatchResult row) -> row.group(index).strip())
        .toList();
  }
}
