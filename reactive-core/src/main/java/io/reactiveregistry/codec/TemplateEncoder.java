package io.reactiveregistry.codec;

import io.reactiveregistry.InputSpec;
import io.reactiveregistry.TemplateSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

/** Makes records of templates. Thread-safe. */
public final class TemplateEncoder {

  /**
   * A packer costs more than a record. There are as many as threads that encode at the same moment.
   */
  private static final Queue<MessageBufferPacker> PACKERS = new ConcurrentLinkedQueue<>();

  private TemplateEncoder() {}

  /** The record of the template, its checksum included. */
  public static byte[] encode(TemplateSpec spec) {
    MessageBufferPacker packer = PACKERS.poll();
    if (packer == null) {
      packer = MessagePack.newDefaultBufferPacker();
    }
    try {
      packTemplate(packer, spec);
      byte[] body = packer.toByteArray();
      packer.clear();
      PACKERS.offer(packer);
      return Checksum.append(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // not from a buffer in memory
    }
  }

  private static void packTemplate(MessageBufferPacker packer, TemplateSpec spec)
      throws IOException {
    packer.packMapHeader(FieldNames.COUNT + 1);
    packer.packString(FieldNames.ID).packString(spec.id());
    packer.packString(FieldNames.VERSION).packString(spec.version());
    packer.packString(FieldNames.DESCRIPTION);
    packValue(packer, spec.description());
    packer.packString(FieldNames.TEMPLATE).packString(spec.template());
    packer.packString(FieldNames.INPUTS).packMapHeader(spec.inputs().size());
    for (Map.Entry<String, InputSpec> input : spec.inputs().entrySet()) {
      packer.packString(input.getKey());
      packInput(packer, input.getValue());
    }
    packer.packString(FieldNames.METADATA);
    packValue(packer, spec.metadata());
  }

  private static void packInput(MessageBufferPacker packer, InputSpec input) throws IOException {
    packer.packMapHeader(input.description() == null ? 3 : 4);
    packer.packString(FieldNames.INPUT_TYPE).packString(input.type().label());
    packer.packString(FieldNames.INPUT_REQUIRED).packBoolean(input.required());
    packer.packString(FieldNames.INPUT_DEFAULT);
    packValue(packer, input.defaultValue());
    if (input.description() != null) {
      packer.packString(FieldNames.INPUT_DESCRIPTION).packString(input.description());
    }
  }

  private static void packValue(MessageBufferPacker packer, @Nullable Object value)
      throws IOException {
    if (value == null) {
      packer.packNil();
    } else if (value instanceof String text) {
      packer.packString(text);
    } else if (value instanceof Long integer) {
      packer.packLong(integer);
    } else if (value instanceof Double number) {
      packer.packDouble(number);
    } else if (value instanceof Boolean flag) {
      packer.packBoolean(flag);
    } else if (value instanceof List<?> list) {
      packer.packArrayHeader(list.size());
      for (Object element : list) {
        packValue(packer, element);
      }
    } else if (value instanceof Map<?, ?> map) {
      packer.packMapHeader(map.size());
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        packer.packString((String) entry.getKey());
        packValue(packer, entry.getValue());
      }
    } else {
      throw new IllegalArgumentException("Not a normalised value: " + value.getClass());
    }
  }
}
