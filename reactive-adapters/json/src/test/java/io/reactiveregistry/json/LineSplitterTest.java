package io.reactiveregistry.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineSplitterTest {

  private static final int MOST = 5;

  private final LineSplitter splitter = new LineSplitter(MOST);

  private List<String> split(byte[]... parts) {
    List<Line> lines = new ArrayList<>();
    for (byte[] part : parts) {
      lines.addAll(splitter.split(part));
    }
    splitter.rest().ifPresent(lines::add);
    return lines.stream()
        .map(
            line ->
                line.number()
                    + (line.tooLong()
                        ? " too long"
                        : " " + new String(line.bytes(), StandardCharsets.UTF_8)))
        .toList();
  }

  private List<String> split(String... parts) {
    return split(
        Arrays.stream(parts)
            .map(part -> part.getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new));
  }

  @Test
  void linesEndWithALineFeedAndWhatStandsBeforeIt() {
    assertThat(split("a\nb\r\n\r\nc")).containsExactly("1 a", "2 b", "3 ", "4 c");
  }

  @Test
  void aLineMayArriveInAnyNumberOfParts() {
    byte[] text = "ü\r\n日\n".getBytes(StandardCharsets.UTF_8);
    byte[][] bytes = new byte[text.length][];
    for (int i = 0; i < text.length; i++) {
      bytes[i] = new byte[] {text[i]};
    }
    assertThat(split(bytes)).containsExactly("1 ü", "2 日");
  }

  @Test
  void aLineOfTheGreatestLengthIsTakenAndALongerOneIsPassedOver() {
    assertThat(split("12345\n123456\n12345\r\n1234", "5", "6", "7", "\nok"))
        .containsExactly("1 12345", "2 too long", "3 12345", "4 too long", "5 ok");
  }

  @Test
  void theLastLineMayBeTooLongToo() {
    assertThat(split("123456")).containsExactly("1 too long");
  }

  @Test
  void aTextThatIsEmptyHasNoLines() {
    assertThat(split("")).isEmpty();
  }

  @Test
  void thereMayBeNoLimit() {
    List<Line> lines =
        new LineSplitter(Integer.MAX_VALUE).split("12345\n".getBytes(StandardCharsets.UTF_8));

    assertThat(lines).singleElement().extracting(Line::tooLong).isEqualTo(false);
  }
}
