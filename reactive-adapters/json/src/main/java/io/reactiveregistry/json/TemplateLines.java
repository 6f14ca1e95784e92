package io.reactiveregistry.json;

import com.google.errorprone.annotations.CheckReturnValue;
import io.reactiveregistry.error.InvalidTemplateException;
import io.reactiveregistry.error.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Schedulers;

/** A file with one template in JSON on each line (NDJSON), read as slowly as its reader wants. */
@CheckReturnValue
public final class TemplateLines {

  /** How many bytes a line may have unless told otherwise: 1 MiB. */
  public static final int DEFAULT_MAX_LINE_BYTES = 1024 * 1024;

  private static final int PART_BYTES = 64 * 1024;

  private TemplateLines() {}

  /** As {@link #read(Path, int)}, with lines of at most {@link #DEFAULT_MAX_LINE_BYTES}. */
  public static Flux<TemplateLine> read(Path file) {
    return read(file, DEFAULT_MAX_LINE_BYTES);
  }

  /**
   * Reads a file from its beginning.
   *
   * <p><b>When:</b> at subscription; each subscription reads the file anew. <b>Emits:</b> each line
   * that is not blank, in order: a template, or why it is none. <b>Threads:</b> files cannot be
   * read without blocking, so it is done on {@link Schedulers#boundedElastic()}, as is the parsing,
   * and signalled there. <b>Backpressure:</b> honoured; one part of 64 KiB and the line begun are
   * held, nothing more is read ahead. <b>Cancellation:</b> closes the file. <b>Errors:</b> {@link
   * StorageException} when the file cannot be read.
   *
   * @param maxLineBytes how many bytes a line may have; a longer one is refused, without being held
   */
  public static Flux<TemplateLine> read(Path file, int maxLineBytes) {
    return Flux.defer(
            () -> {
              LineSplitter lines = new LineSplitter(maxLineBytes);
              return parts(file)
                  .concatMapIterable(lines::split, 1)
                  .concatWith(Mono.defer(() -> Mono.justOrEmpty(lines.rest())))
                  .filter(line -> !line.isBlank())
                  .map(line -> parse(line, maxLineBytes));
            })
        .subscribeOn(Schedulers.boundedElastic());
  }

  private static Flux<byte[]> parts(Path file) {
    return Flux.generate(
            () -> Files.newInputStream(file), TemplateLines::readPart, TemplateLines::close)
        .onErrorMap(IOException.class, error -> unreadable(file, error));
  }

  private static InputStream readPart(InputStream in, SynchronousSink<byte[]> sink) {
    try {
      byte[] part = new byte[PART_BYTES];
      int length = in.read(part);
      if (length < 0) {
        sink.complete();
      } else {
        sink.next(length == part.length ? part : Arrays.copyOf(part, length));
      }
    } catch (IOException e) {
      sink.error(e);
    }
    return in;
  }

  private static void close(InputStream in) {
    try {
      in.close();
    } catch (IOException e) {
      // Everything was read, or nobody wants it any more.
    }
  }

  private static StorageException unreadable(Path file, IOException error) {
    IOException cause =
        error instanceof NoSuchFileException ? new IOException("there is no such file") : error;
    return new StorageException(file.toString(), "read the templates", cause);
  }

  private static TemplateLine parse(Line line, int maxLineBytes) {
    if (line.tooLong()) {
      return new TemplateLine.Refused(
          line.number(),
          "it has more than %d bytes, which is as much as is taken".formatted(maxLineBytes));
    }
    try {
      return new TemplateLine.Accepted(line.number(), JsonTemplates.parse(line.bytes()));
    } catch (InvalidTemplateException e) {
      return new TemplateLine.Refused(line.number(), e.path() + ": " + e.reason());
    } catch (MalformedJsonException e) {
      return new TemplateLine.Refused(line.number(), e.withinLine());
    }
  }
}
