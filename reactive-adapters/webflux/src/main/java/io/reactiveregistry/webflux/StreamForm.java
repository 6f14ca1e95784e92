package io.reactiveregistry.webflux;

import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.yaml.YamlTemplates;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.http.MediaType;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The forms that many templates have as one text. */
enum StreamForm {
  /** A JSON array. */
  ARRAY(MediaType.APPLICATION_JSON) {
    @Override
    Flux<byte[]> encode(Flux<TemplateSpec> templates) {
      // The bracket goes with the first template, so that an error before it is still a problem.
      return Flux.defer(
          () -> {
            AtomicBoolean begun = new AtomicBoolean();
            return templates
                .map(template -> json(begun.getAndSet(true) ? "," : "[", template, ""))
                .concatWith(Mono.fromSupplier(() -> bytes(begun.get() ? "]" : "[]")));
          });
    }
  },
  /** JSON, one template a line. */
  NDJSON(MediaType.APPLICATION_NDJSON) {
    @Override
    Flux<byte[]> encode(Flux<TemplateSpec> templates) {
      return templates.map(template -> json("", template, "\n"));
    }
  },
  /** YAML, one template a document. */
  YAML(MediaType.APPLICATION_YAML) {
    @Override
    Flux<byte[]> encode(Flux<TemplateSpec> templates) {
      return templates.map(template -> bytes("---\n" + YamlTemplates.format(template)));
    }
  };

  /** How much is given to the server at once; it takes a number of parts ahead of the client. */
  private static final int PART = 8 * 1024;

  @SuppressWarnings("ImmutableEnumChecker") // it is, without saying so
  private final MediaType type;

  StreamForm(MediaType type) {
    this.type = type;
  }

  MediaType type() {
    return type;
  }

  static StreamForm of(MediaType type) {
    return List.of(values()).stream()
        .filter(form -> form.type.equals(type))
        .findFirst()
        .orElseThrow();
  }

  abstract Flux<byte[]> encode(Flux<TemplateSpec> templates);

  /** The templates in this form, in parts of limited size. */
  Flux<DataBuffer> parts(Flux<TemplateSpec> templates, DataBufferFactory buffers) {
    return encode(templates).concatMapIterable(bytes -> cut(bytes, buffers), 1);
  }

  private static Iterable<DataBuffer> cut(byte[] bytes, DataBufferFactory buffers) {
    if (bytes.length <= PART) {
      return List.of(buffers.wrap(bytes));
    }
    return () ->
        IntStream.iterate(0, from -> from < bytes.length, from -> from + PART)
            .mapToObj(from -> slice(bytes, from, buffers))
            .iterator();
  }

  private static DataBuffer slice(byte[] bytes, int from, DataBufferFactory buffers) {
    return buffers.wrap(ByteBuffer.wrap(bytes, from, Math.min(PART, bytes.length - from)).slice());
  }

  private static byte[] json(String before, TemplateSpec template, String after) {
    byte[] body = Json.bytes(TemplateView.of(template));
    byte[] whole = new byte[before.length() + body.length + after.length()];
    System.arraycopy(bytes(before), 0, whole, 0, before.length());
    System.arraycopy(body, 0, whole, before.length(), body.length);
    System.arraycopy(bytes(after), 0, whole, before.length() + body.length, after.length());
    return whole;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
