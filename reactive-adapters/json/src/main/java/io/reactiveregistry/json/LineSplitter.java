package io.reactiveregistry.json;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Cuts the parts of one text into lines, which end with {@code \n} or {@code \r\n}. It holds what
 * has arrived of the last line, and no more than may be in one; what a longer line has beyond that
 * is passed over until it ends. Not thread-safe.
 */
public final class LineSplitter {

  private static final byte LINE_FEED = '\n';
  private static final byte CARRIAGE_RETURN = '\r';

  private final int maxBytes;
  private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
  private boolean tooLong;
  private long number = 1;

  /**
   * @param maxBytes how long a line may be
   */
  public LineSplitter(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** The lines that end in this part. */
  public List<Line> split(byte[] bytes) {
    List<Line> lines = new ArrayList<>();
    int from = 0;
    for (int at = 0; at < bytes.length; at++) {
      if (bytes[at] == LINE_FEED) {
        append(bytes, from, at);
        lines.add(finish());
        from = at + 1;
      }
    }
    append(bytes, from, bytes.length);
    return lines;
  }

  /** What stands behind the last line feed, once the text has ended. */
  public Optional<Line> rest() {
    return begun.size() == 0 && !tooLong ? Optional.empty() : Optional.of(finish());
  }

  private void append(byte[] bytes, int from, int to) {
    // One more than allowed, which may turn out to be a carriage return.
    if (!tooLong && (long) begun.size() + (to - from) <= maxBytes + 1L) {
      begun.write(bytes, from, to - from);
    } else if (to > from) {
      tooLong = true;
      begun.reset();
    }
  }

  private Line finish() {
    byte[] bytes = begun.toByteArray();
    int length = bytes.length;
    if (length > 0 && bytes[length - 1] == CARRIAGE_RETURN) {
      length--;
    }
    boolean refused = tooLong || length > maxBytes;
    begun.reset();
    tooLong = false;
    return new Line(number++, refused ? new byte[0] : Arrays.copyOf(bytes, length), refused);
  }
}
