package io.reactiveregistry;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The walk that {@link TemplateSpec#contentHash()} specifies. */
final class ContentHash {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
  private final DataOutputStream out = new DataOutputStream(bytes);

  private ContentHash() {}

  static String of(TemplateSpec spec) {
    ContentHash walk = new ContentHash();
    try {
      walk.value(spec.id());
      walk.value(spec.version());
      walk.value(spec.description());
      walk.value(spec.template());
      walk.value(spec.inputs());
      walk.value(spec.metadata());
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(walk.bytes.toByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // not from a stream in memory
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  private void value(@Nullable Object value) throws IOException {
    if (value == null) {
      out.writeByte('N');
    } else if (value instanceof Boolean flag) {
      out.writeByte(flag ? 'T' : 'F');
    } else if (value instanceof Long integer) {
      out.writeByte('I');
      out.writeLong(integer);
    } else if (value instanceof Double number) {
      out.writeByte('D');
      out.writeDouble(number);
    } else if (value instanceof String text) {
      out.writeByte('S');
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      out.writeInt(utf8.length);
      out.write(utf8);
    } else if (value instanceof List<?> list) {
      list(list);
    } else if (value instanceof Map<?, ?> map) {
      map(map);
    } else if (value instanceof InputSpec input) {
      list(
          Arrays.asList(
              input.type().label(), input.required(), input.defaultValue(), input.description()));
    } else {
      throw new IllegalArgumentException("Not a normalised value: " + value.getClass());
    }
  }

  private void list(List<?> list) throws IOException {
    out.writeByte('L');
    out.writeInt(list.size());
    for (Object element : list) {
      value(element);
    }
  }

  private void map(Map<?, ?> map) throws IOException {
    out.writeByte('M');
    out.writeInt(map.size());
    List<String> keys = new ArrayList<>(map.size());
    map.keySet().forEach(key -> keys.add((String) key));
    keys.sort(TemplateOrder.ids());
    for (String key : keys) {
      value(key);
      value(map.get(key));
    }
  }
}
