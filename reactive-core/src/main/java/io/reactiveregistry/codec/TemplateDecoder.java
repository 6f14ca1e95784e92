package io.reactiveregistry.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.reactiveregistry.InputSpec;
import io.reactiveregistry.InputType;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.CorruptTemplateException;
import io.reactiveregistry.error.InvalidTemplateException;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.MessageInsufficientBufferException;
import org.msgpack.core.MessageIntegerOverflowException;
import org.msgpack.core.MessagePackException;

/**
 * Reads templates from records, whoever wrote them and whatever happened to them since: a record
 * gives the template that was saved, or a {@link CorruptTemplateException}, nothing else.
 *
 * <p>A record with a checksum is decoded only if the checksum is right; it may then have further
 * top-level keys, which a later version of this library may have written and which are skipped. A
 * record without a checksum has the six keys of a template at most. In both, keys may come in any
 * order but not twice; {@code id} and {@code template} must be there, and everything else that is
 * missing or nil takes its default.
 *
 * <p>Reusable, and made to be reused: it keeps its buffers between calls. Not thread-safe: one for
 * each reading thread.
 */
public final class TemplateDecoder {

  private static final RecordNames KEYS =
      new RecordNames("id", "version", "description", "template", "inputs", "metadata", "crc32c");
  private static final int ID = 0;
  private static final int VERSION = 1;
  private static final int DESCRIPTION = 2;
  private static final int TEMPLATE = 3;
  private static final int INPUTS = 4;
  private static final int METADATA = 5;
  private static final int CHECKSUM = 6;

  private static final int MOST_KEYS_WITHOUT_CHECKSUM = 6;

  private static final RecordNames INPUT_KEYS =
      new RecordNames("type", "required", "default", "description");
  private static final int INPUT_TYPE = 0;
  private static final int INPUT_REQUIRED = 1;
  private static final int INPUT_DEFAULT = 2;

  private static final InputType[] TYPES = InputType.values();
  private static final RecordNames TYPE_NAMES =
      new RecordNames(Arrays.stream(TYPES).map(InputType::label).toArray(String[]::new));

  private static final int NO_CHECKSUM = -1;

  private final RecordReader reader = new RecordReader();

  /** Where the checksum of the present record begins, if it has one; it has been verified. */
  private int checksum;

  /** Creates a decoder. */
  public TemplateDecoder() {}

  /**
   * Decodes one record. The template does not refer to the buffer afterwards.
   *
   * @param id the id under which the record is stored; the template carries this very String
   * @throws CorruptTemplateException when the bytes are not a record of the template with this id
   * @throws IndexOutOfBoundsException when the range is not within the buffer
   */
  public TemplateSpec decode(String id, byte[] buffer, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    try {
      return template(id, open(buffer, offset, length));
    } catch (IOException | RuntimeException | StackOverflowError e) {
      throw new CorruptTemplateException(id, reason(e), e);
    }
  }

  /**
   * The version of a record, without decoding the rest of it where a checksum vouches for that.
   *
   * @return the version that {@link #decode} would give the template, or null when the bytes are
   *     visibly damaged or give no valid version
   */
  public @Nullable String versionOf(byte[] buffer, int offset, int length) {
    try {
      int count = open(buffer, offset, length);
      if (checksum != NO_CHECKSUM) {
        return version(count);
      }
      // Whether such a record is whole shows only when it is decoded to its end.
      String id = id(count);
      return id == null ? null : template(id, open(buffer, offset, length)).version();
    } catch (IOException | RuntimeException | StackOverflowError e) {
      return null;
    }
  }

  /** Verifies the checksum, if there is one, and returns the number of entries that follow. */
  private int open(byte[] buffer, int offset, int length) throws IOException {
    int end = offset + length;
    int found = RecordChecksum.find(buffer, offset, end);
    boolean verified = found >= 0 && RecordChecksum.matches(buffer, offset, found, end);
    checksum = verified ? found : NO_CHECKSUM;
    reader.reset(buffer, offset, length);
    int count = reader.mapHeader();
    // What looks like a wrong checksum may also be the end of the metadata of a record that has
    // none: such a record has six keys at most. A damaged record of ours has seven and is refused
    // here; if the damage is in this very number, bytes will be left over.
    if (!verified && count > MOST_KEYS_WITHOUT_CHECKSUM) {
      throw new MalformedRecordException(
          found >= 0
              ? "its checksum does not match its bytes"
              : "it has %d keys but no checksum".formatted(count));
    }
    return count;
  }

  private TemplateSpec template(String id, int count) throws IOException {
    String version = TemplateSpec.DEFAULT_VERSION;
    String description = null;
    String template = null;
    Map<String, InputSpec> inputs = Map.of();
    Map<String, @Nullable Object> metadata = Map.of();
    int seen = 0;
    boolean unknownKeys = false;
    for (int entry = 0; entry < count; entry++) {
      int start = reader.position();
      int key = reader.name(KEYS, entry);
      if (key < 0) {
        unknownKeys = true;
        reader.value();
        continue;
      }
      seen = markSeen(seen, key);
      switch (key) {
        case ID -> requireId(id);
        case VERSION -> version = textOr(version);
        case DESCRIPTION -> description = textOrNull();
        case TEMPLATE -> template = reader.text();
        case INPUTS -> inputs = reader.nil() ? inputs : inputs();
        case METADATA -> metadata = reader.nil() ? metadata : reader.map();
        case CHECKSUM -> passChecksum(start);
        default -> throw new AssertionError(key);
      }
    }
    reader.requireEnd();
    if (unknownKeys && !isSeen(seen, CHECKSUM)) {
      throw new MalformedRecordException("it has unknown keys but no checksum");
    }
    if (!isSeen(seen, ID)) {
      throw new MalformedRecordException("it has no id");
    }
    if (template == null) {
      throw new MalformedRecordException("it has no template");
    }
    return new TemplateSpec(id, version, description, template, inputs, metadata);
  }

  private void requireId(String id) throws IOException {
    if (!reader.textIs(id.getBytes(UTF_8))) {
      throw new MalformedRecordException("it is the record of another template");
    }
  }

  /** Only at the very end it is the checksum that was verified. */
  private void passChecksum(int start) throws IOException {
    if (start != checksum) {
      throw new MalformedRecordException("its checksum is wrong or does not stand last");
    }
    reader.value();
  }

  private Map<String, InputSpec> inputs() throws IOException {
    int count = reader.mapHeader();
    if (count == 0) {
      return Map.of();
    }
    Map<String, InputSpec> inputs = new LinkedHashMap<>(RecordReader.initialCapacity(count));
    for (int i = 0; i < count; i++) {
      String name = reader.text();
      if (inputs.put(name, input()) != null) {
        throw new MalformedRecordException("an input stands twice");
      }
    }
    return inputs;
  }

  private InputSpec input() throws IOException {
    InputType type = InputType.STRING;
    boolean required = true;
    Object defaultValue = null;
    String description = null;
    int seen = 0;
    int count = reader.mapHeader();
    for (int entry = 0; entry < count; entry++) {
      int key = reader.name(INPUT_KEYS, entry);
      if (key < 0) {
        throw new MalformedRecordException("an input has an unknown key");
      }
      seen = markSeen(seen, key);
      switch (key) {
        case INPUT_TYPE -> type = reader.nil() ? type : type();
        case INPUT_REQUIRED -> required = reader.nil() || reader.bool();
        case INPUT_DEFAULT -> defaultValue = reader.value();
        default -> description = textOrNull();
      }
    }
    return new InputSpec(type, required, defaultValue, description);
  }

  private InputType type() throws IOException {
    int type = reader.name(TYPE_NAMES, 0);
    if (type < 0) {
      throw new MalformedRecordException("an input has an unknown type");
    }
    return TYPES[type];
  }

  private @Nullable String textOrNull() throws IOException {
    return reader.nil() ? null : reader.text();
  }

  private String textOr(String fallback) throws IOException {
    return reader.nil() ? fallback : reader.text();
  }

  /** The id comes along because only both together can be checked. */
  private @Nullable String version(int count) throws IOException {
    String id = null;
    String version = null;
    for (int entry = 0; entry < count && (id == null || version == null); entry++) {
      switch (reader.name(KEYS, entry)) {
        case ID -> id = reader.text();
        case VERSION -> version = textOr(TemplateSpec.DEFAULT_VERSION);
        default -> reader.value();
      }
    }
    if (id == null) {
      return null;
    }
    return TemplateSpec.requireValidVersion(
        id, version == null ? TemplateSpec.DEFAULT_VERSION : version);
  }

  private @Nullable String id(int count) throws IOException {
    for (int entry = 0; entry < count; entry++) {
      if (reader.name(KEYS, entry) == ID) {
        return reader.text();
      }
      reader.value();
    }
    return null;
  }

  private static int markSeen(int seen, int key) throws IOException {
    if (isSeen(seen, key)) {
      throw new MalformedRecordException("a key stands twice");
    }
    return seen | (1 << key);
  }

  private static boolean isSeen(int seen, int key) {
    return (seen & (1 << key)) != 0;
  }

  private String reason(Throwable e) {
    if (e instanceof InvalidTemplateException invalid) {
      return invalid.getMessage();
    }
    return plainly(e) + ", at byte " + reader.offset();
  }

  private static String plainly(Throwable e) {
    if (e instanceof MalformedRecordException malformed) {
      return String.valueOf(malformed.getMessage());
    }
    if (e instanceof MessageInsufficientBufferException) {
      return "it ends in the middle of a value";
    }
    if (e instanceof MessageIntegerOverflowException) {
      return "an integer does not fit into 64 bits";
    }
    if (e instanceof MessagePackException) {
      return "a value is not of the expected type: " + e.getMessage();
    }
    return "it cannot be decoded: " + e;
  }
}
