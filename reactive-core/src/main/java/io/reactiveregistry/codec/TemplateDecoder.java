package io.reactiveregistry.codec;

import io.reactiveregistry.InputSpec;
import io.reactiveregistry.InputType;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.codec.RecordReader.MalformedRecordException;
import io.reactiveregistry.error.CorruptTemplateException;
import io.reactiveregistry.error.InvalidTemplateException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.MessagePackException;

/**
 * Makes templates of records. Not thread-safe; to be reused by one thread.
 *
 * <p>A record that ends with a checksum is read only if it matches. One without a checksum was
 * written by the Python original and may have the original's six fields only, so that a damaged
 * checksum cannot make a record pass as one of the original's.
 */
public final class TemplateDecoder {

  /** Metadata is itself a map, and its values may be nested below it. */
  private static final int NESTING = TemplateSpec.MAX_NESTING + 1;

  private static final InputType[] TYPES = InputType.values();

  private final RecordReader reader = new RecordReader();

  /** For one thread. */
  public TemplateDecoder() {}

  /**
   * The template of a record.
   *
   * @param id the id it is stored under, which the record must repeat
   * @throws CorruptTemplateException when the bytes are no intact record of this id
   */
  public TemplateSpec decode(String id, byte[] buffer, int offset, int length) {
    try {
      int checksum = Checksum.find(buffer, offset, length);
      boolean verified = checksum >= 0 && Checksum.matches(buffer, offset, length, checksum);
      reader.reset(buffer, offset, length);
      int fields = reader.mapHeader();
      if (checksum >= 0 && !verified && fields > FieldNames.COUNT) {
        throw new MalformedRecordException("its checksum does not match");
      }
      return new Fields(id, verified ? checksum : -1).read(fields);
    } catch (MalformedRecordException e) {
      throw new CorruptTemplateException(id, Objects.requireNonNull(e.getMessage()), null);
    } catch (InvalidTemplateException e) {
      throw new CorruptTemplateException(id, e.getMessage(), e);
    } catch (MessagePackException | IOException | IndexOutOfBoundsException e) {
      throw new CorruptTemplateException(id, "its bytes are not the MessagePack of a template", e);
    }
  }

  /** The version that a record states, or null when it cannot be found out. */
  public @Nullable String versionOf(byte[] buffer, int offset, int length) {
    try {
      reader.reset(buffer, offset, length);
      for (int fields = reader.mapHeader(); fields > 0; fields--) {
        if (reader.passedEquals(reader.passText(), FieldNames.VERSION)) {
          return reader.text();
        }
        reader.value(NESTING);
      }
      return TemplateSpec.DEFAULT_VERSION;
    } catch (RuntimeException | IOException e) {
      return null;
    }
  }

  /** The fields of one record as they are read. */
  private final class Fields {

    private final String id;
    private final int checksum;
    private boolean hasId;
    private boolean hasChecksum;
    private boolean hasUnknown;
    private @Nullable String version;
    private @Nullable String description;
    private boolean hasDescription;
    private @Nullable String template;
    private @Nullable Map<String, InputSpec> inputs;
    private @Nullable Map<String, @Nullable Object> metadata;

    /**
     * @param checksum where the key of a matching checksum begins, or -1
     */
    Fields(String id, int checksum) {
      this.id = id;
      this.checksum = checksum;
    }

    TemplateSpec read(int count) throws IOException {
      for (int i = 0; i < count; i++) {
        int start = reader.position();
        readField(reader.passText(), start);
      }
      if (!reader.atEnd()) {
        throw new MalformedRecordException("bytes follow the record");
      }
      if (hasUnknown && !hasChecksum) {
        throw new MalformedRecordException("it has unknown fields and no checksum");
      }
      if (!hasId || template == null) {
        throw new MalformedRecordException(
            "its field '%s' is missing".formatted(hasId ? FieldNames.TEMPLATE : FieldNames.ID));
      }
      return new TemplateSpec(
          id,
          version == null ? TemplateSpec.DEFAULT_VERSION : version,
          description,
          template,
          inputs == null ? Map.of() : inputs,
          metadata == null ? Map.of() : metadata);
    }

    private void readField(int name, int start) throws IOException {
      if (hasChecksum) {
        throw new MalformedRecordException("fields follow its checksum");
      }
      if (reader.passedEquals(name, FieldNames.ID)) {
        requireFirst(hasId, FieldNames.ID);
        hasId = true;
        if (!reader.passedEquals(reader.passText(), id)) {
          throw new MalformedRecordException("it is the record of another id");
        }
      } else if (reader.passedEquals(name, FieldNames.VERSION)) {
        requireFirst(version != null, FieldNames.VERSION);
        version = reader.text();
      } else if (reader.passedEquals(name, FieldNames.DESCRIPTION)) {
        requireFirst(hasDescription, FieldNames.DESCRIPTION);
        hasDescription = true;
        description = reader.textOrNil();
      } else if (reader.passedEquals(name, FieldNames.TEMPLATE)) {
        requireFirst(template != null, FieldNames.TEMPLATE);
        template = reader.text();
      } else if (reader.passedEquals(name, FieldNames.INPUTS)) {
        requireFirst(inputs != null, FieldNames.INPUTS);
        inputs = readInputs();
      } else if (reader.passedEquals(name, FieldNames.METADATA)) {
        requireFirst(metadata != null, FieldNames.METADATA);
        metadata = reader.map(NESTING);
      } else if (reader.passedEquals(name, Checksum.NAME)) {
        if (start != checksum) {
          throw new MalformedRecordException("its checksum does not match");
        }
        reader.value(0);
        hasChecksum = true;
      } else {
        hasUnknown = true;
        reader.value(NESTING);
      }
    }

    private Map<String, InputSpec> readInputs() throws IOException {
      int count = reader.mapHeader();
      Map<String, InputSpec> read = new LinkedHashMap<>(Math.min(count, 64) * 2);
      for (int i = 0; i < count; i++) {
        String name = reader.text();
        requireFirst(read.containsKey(name), "inputs." + name);
        read.put(name, readInput(name));
      }
      return read;
    }

    private InputSpec readInput(String name) throws IOException {
      InputType type = InputType.STRING;
      boolean required = true;
      Object defaultValue = null;
      String inputDescription = null;
      int seen = 0;
      for (int rest = reader.mapHeader(); rest > 0; rest--) {
        int key = reader.passText();
        int field;
        if (reader.passedEquals(key, FieldNames.INPUT_TYPE)) {
          field = 1;
          type = readType();
        } else if (reader.passedEquals(key, FieldNames.INPUT_REQUIRED)) {
          field = 2;
          required = reader.bool();
        } else if (reader.passedEquals(key, FieldNames.INPUT_DEFAULT)) {
          field = 4;
          defaultValue = reader.value(NESTING);
        } else if (reader.passedEquals(key, FieldNames.INPUT_DESCRIPTION)) {
          field = 8;
          inputDescription = reader.textOrNil();
        } else {
          field = 0;
          hasUnknown = true;
          reader.value(NESTING);
        }
        requireFirst((seen & field) != 0, "inputs." + name);
        seen |= field;
      }
      return new InputSpec(type, required, defaultValue, inputDescription);
    }

    private InputType readType() throws IOException {
      int label = reader.passText();
      for (InputType type : TYPES) {
        if (reader.passedEquals(label, type.label())) {
          return type;
        }
      }
      return InputType.fromLabel(reader.passedText(label));
    }

    private void requireFirst(boolean alreadySeen, String field) {
      if (alreadySeen) {
        throw new MalformedRecordException("its field '%s' stands there twice".formatted(field));
      }
    }
  }
}
