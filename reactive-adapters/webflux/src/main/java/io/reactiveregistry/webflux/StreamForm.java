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

/** The forms that many templates, or their ids, have as one text. */
enum StreamForm {
  /** A JSON array. */
  ARRAY(MediaType.APPLICATION_JSON) {
    @Override
    byte[] encode(TemplateSpec template) {
      return Json.bytes(TemplateView.of(template));
    }

    @Override
    Flux<byte[]> joined(Flux<byte[]> values) {
      // The bracket goes with the first value, so that an error before it is still a problem.
      return Flux.defer(
          () -> {
            AtomicBoolean begun = new AtomicBoolean();
            return values
                .map(value -> surrounded(begun.getAndSet(true) ? "," : "[", value, ""))
                .concatWith(Mono.fromSupplier(() -> bytes(begun.get() ? "]" : "[]")));
          });
    }
  },
  /** JSON, one value a line. */
  NDJSON(MediaType.APPLICATION_NDJSON) {
    @Override
    byte[] encode(TemplateSpec template) {
      return Json.bytes(TemplateView.of(template));
    }

    @Override
    Flux<byte[]> joined(Flux<byte[]> values) {
      return values.map(value -> surrounded("", value, "\n"));
    }
  },
  /** YAML, one template a document. */
  YAML(MediaType.APPLICATION_YAML) {
    @Override
    byte[] encode(TemplateSpec template) {
      return bytes("---\n" + YamlTemplates.format(template));
    }

    @Override
    Flux<byte[]> joined(Flux<byte[]> values) {
      return values;
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

  abstract byte[] encode(TemplateSpec template);

  abstract Flux<byte[]> joined(Flux<byte[]> values);

  /** The templates in this form, in parts of limited size. */
  Flux<DataBuffer> parts(Flux<TemplateSpec> templates, DataBufferFactory buffers) {
    return joined(templates.map(this::encode)).concatMapIterable(bytes -> cut(bytes, buffers), 1);
  }

  /** Ids in this form, which has to be one of JSON. */
  Flux<DataBuffer> partsOfIds(Flux<String> ids, DataBufferFactory buffers) {
    return joined(ids.map(Json::bytes)).map(buffers::wrap);
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

  private static byte[] surrounded(String before, byte[] value, String after) {
    byte[] whole = new byte[before.length() + value.length + after.length()];
    System.arraycopy(bytes(before), 0, whole, 0, before.length());
    System.arraycopy(value, 0, whole, before.length(), value.length);
    System.arraycopy(bytes(after), 0, whole, before.length() + value.length, after.length());
    return whole;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
