package io.reactiveregistry.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.reactiveregistry.InputSpec;
import io.reactiveregistry.TemplateSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePacker;

/**
 * Writes templates as records. Equal templates with the same order of keys give the same bytes, in
 * every language that writes MessagePack in its smallest forms.
 */
public final class TemplateEncoder {

  private static final byte[] ID = packed("id");
  private static final byte[] VERSION = packed("version");
  private static final byte[] DESCRIPTION = packed("description");
  private static final byte[] TEMPLATE = packed("template");
  private static final byte[] INPUTS = packed("inputs");
  private static final byte[] METADATA = packed("metadata");
  private static final byte[] TYPE = packed("type");
  private static final byte[] REQUIRED = packed("required");
  private static final byte[] DEFAULT = packed("default");

  /** The six keys and the checksum. */
  private static final int ENTRIES = 7;

  /**
   * Packers to use again, as making one costs more than encoding a template. A few slots that
   * threads share by chance, because one for each thread would have no bound where threads are
   * virtual. A thread that finds its slot empty makes a packer of its own.
   */
  private static final AtomicReferenceArray<@Nullable MessageBufferPacker> IDLE =
      new AtomicReferenceArray<>(16);

  private TemplateEncoder() {}

  /**
   * The record of a template. May be called by any thread and never blocks.
   *
   * @return a new array of exactly the size of the record
   */
  public static byte[] encode(TemplateSpec spec) {
    int slot = (int) (Thread.currentThread().getId() & (IDLE.length() - 1));
    MessageBufferPacker packer = IDLE.getAndSet(slot, null);
    if (packer == null) {
      packer = MessagePack.newDefaultBufferPacker();
    }
    try {
      pack(spec, packer);
      byte[] body = packer.toByteArray();
      // Not in a finally block: a packer that has failed is not worth keeping.
      packer.clear();
      IDLE.set(slot, packer);
      return RecordChecksum.seal(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // not from a buffer in memory
    }
  }

  private static void pack(TemplateSpec spec, MessagePacker packer) throws IOException {
    packer.packMapHeader(ENTRIES);
    packer.writePayload(ID);
    packText(spec.id(), packer);
    packer.writePayload(VERSION);
    packText(spec.version(), packer);
    packer.writePayload(DESCRIPTION);
    packValue(spec.description(), packer);
    packer.writePayload(TEMPLATE);
    packText(spec.template(), packer);
    packer.writePayload(INPUTS);
    packInputs(spec.inputs(), packer);
    packer.writePayload(METADATA);
    packMap(spec.metadata(), packer);
  }

  private static void packInputs(Map<String, InputSpec> inputs, MessagePacker packer)
      throws IOException {
    packer.packMapHeader(inputs.size());
    for (Map.Entry<String, InputSpec> input : inputs.entrySet()) {
      packText(input.getKey(), packer);
      packInput(input.getValue(), packer);
    }
  }

  private static void packInput(InputSpec input, MessagePacker packer) throws IOException {
    String description = input.description();
    packer.packMapHeader(description == null ? 3 : 4);
    packer.writePayload(TYPE);
    packText(input.type().label(), packer);
    packer.writePayload(REQUIRED);
    packer.packBoolean(input.required());
    packer.writePayload(DEFAULT);
    packValue(input.defaultValue(), packer);
    if (description != null) {
      packer.writePayload(DESCRIPTION);
      packText(description, packer);
    }
  }

  private static void packValue(@Nullable Object value, MessagePacker packer) throws IOException {
    if (value == null) {
      packer.packNil();
    } else if (value instanceof String text) {
      packText(text, packer);
    } else if (value instanceof Long integer) {
      packer.packLong(integer);
    } else if (value instanceof Boolean flag) {
      packer.packBoolean(flag);
    } else if (value instanceof Double number) {
      packer.packDouble(number);
    } else if (value instanceof List<?> list) {
      packer.packArrayHeader(list.size());
      for (Object element : list) {
        packValue(element, packer);
      }
    } else if (value instanceof Map<?, ?> map) {
      packMap(map, packer);
    } else {
      throw new IllegalArgumentException("Not a normalised value: " + value.getClass());
    }
  }

  private static void packMap(Map<?, ?> map, MessagePacker packer) throws IOException {
    packer.packMapHeader(map.size());
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      packText((String) entry.getKey(), packer);
      packValue(entry.getValue(), packer);
    }
  }

  /** Faster than the packer's own way for texts of the size of a template, and never lossy. */
  private static void packText(String text, MessagePacker packer) throws IOException {
    byte[] utf8 = text.getBytes(UTF_8);
    packer.packRawStringHeader(utf8.length);
    packer.writePayload(utf8);
  }

  private static byte[] packed(String name) {
    try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
      packText(name, packer);
      return packer.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // not from a buffer in memory
    }
  }
}
