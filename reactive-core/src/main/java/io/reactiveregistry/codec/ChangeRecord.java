package io.reactiveregistry.codec;

import io.reactiveregistry.TemplateChange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePackException;
import org.msgpack.core.MessagePacker;

/**
 * An entry of the log of changes: changes that follow each other, of one write or of several.
 *
 * <p>As bytes it is a MessagePack map of {@code ordinal}, {@code changes} and the checksum that
 * records of templates have, too. A change is an array of its kind and what belongs to it: {@code
 * [1, id, version]} saved, {@code [2, id]} deleted, {@code [3, id, version]} version deleted,
 * {@code [4, id, label, version or nil]} label moved, {@code [5]} written by somebody else. The
 * revision is not in it, but in the key.
 *
 * @param ordinal how many changes stand in the log before this entry, counted from its beginning,
 *     whether or not they are still kept
 * @param changes in order; not empty
 */
public record ChangeRecord(long ordinal, List<TemplateChange> changes) {

  private static final int SAVED = 1;
  private static final int DELETED = 2;
  private static final int VERSION_DELETED = 3;
  private static final int LABEL_MOVED = 4;
  private static final int RESYNC = 5;

  private static final String ORDINAL = "ordinal";
  private static final String CHANGES = "changes";

  private static final MessagePack.PackerConfig SMALL_BUFFER =
      new MessagePack.PackerConfig().withBufferSize(1024);

  public ChangeRecord {
    changes = List.copyOf(changes);
  }

  /** The bytes of the entry. */
  public byte[] encode() {
    try (MessageBufferPacker packer = SMALL_BUFFER.newBufferPacker()) {
      packer.packMapHeader(3);
      packer.packString(ORDINAL);
      packer.packLong(ordinal);
      packer.packString(CHANGES);
      packer.packArrayHeader(changes.size() + steps());
      for (int i = 0; i < changes.size(); i++) {
        if (stepBefore(i) > 0) {
          packer.packLong(stepBefore(i));
        }
        pack(changes.get(i), packer);
      }
      return RecordChecksum.seal(packer.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e); // not from a buffer in memory
    }
  }

  /** By how much the revision grows before a change. */
  private long stepBefore(int index) {
    return index == 0 ? 0 : changes.get(index).revision() - changes.get(index - 1).revision();
  }

  /** How often the revision grows. */
  private int steps() {
    int steps = 0;
    for (int i = 0; i < changes.size(); i++) {
      if (stepBefore(i) > 0) {
        steps++;
      }
    }
    return steps;
  }

  private static void pack(TemplateChange change, MessagePacker packer) throws IOException {
    if (change instanceof TemplateChange.Saved saved) {
      pack(packer, SAVED, saved.id(), saved.version());
    } else if (change instanceof TemplateChange.Deleted deleted) {
      pack(packer, DELETED, deleted.id());
    } else if (change instanceof TemplateChange.VersionDeleted deleted) {
      pack(packer, VERSION_DELETED, deleted.id(), deleted.version());
    } else if (change instanceof TemplateChange.LabelMoved moved) {
      pack(packer, LABEL_MOVED, moved.id(), moved.label(), moved.version());
    } else {
      pack(packer, RESYNC);
    }
  }

  private static void pack(MessagePacker packer, int kind, @Nullable String... texts)
      throws IOException {
    packer.packArrayHeader(1 + texts.length);
    packer.packInt(kind);
    for (String text : texts) {
      if (text == null) {
        packer.packNil();
      } else {
        packer.packString(text);
      }
    }
  }

  /**
   * Reads an entry.
   *
   * @param firstRevision what the key says
   * @throws IllegalArgumentException when the bytes are not an entry
   */
  public static ChangeRecord decode(long firstRevision, byte[] bytes) {
    int checksum = RecordChecksum.find(bytes, 0, bytes.length);
    if (checksum < 0 || !RecordChecksum.matches(bytes, 0, checksum, bytes.length)) {
      throw new IllegalArgumentException("Its checksum does not match its bytes");
    }
    try {
      RecordReader reader = new RecordReader();
      reader.reset(bytes, 0, bytes.length);
      Map<String, @Nullable Object> entries = reader.map();
      reader.requireEnd();
      List<TemplateChange> changes =
          changes(firstRevision, (List<?>) required(entries.get(CHANGES)));
      long ordinal = (Long) required(entries.get(ORDINAL));
      if (ordinal < 0 || changes.isEmpty()) {
        throw new IllegalArgumentException(
            "It has %d changes behind %d others".formatted(changes.size(), ordinal));
      }
      return new ChangeRecord(ordinal, changes);
    } catch (IOException
        | MessagePackException
        | ClassCastException
        | ArithmeticException
        | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("It is not an entry of the log of changes", e);
    }
  }

  private static List<TemplateChange> changes(long firstRevision, List<?> elements) {
    List<TemplateChange> changes = new ArrayList<>(elements.size());
    long revision = firstRevision;
    for (Object element : elements) {
      if (element instanceof Long step) {
        requireStep(step, changes);
        revision = Math.addExact(revision, step);
      } else {
        changes.add(change(revision, (List<?>) required(element)));
      }
    }
    return changes;
  }

  private static void requireStep(long step, List<TemplateChange> before) {
    if (step < 1 || before.isEmpty()) {
      throw new IllegalArgumentException(
          "The revision grows by %d behind %d changes".formatted(step, before.size()));
    }
  }

  private static TemplateChange change(long revision, List<?> parts) {
    int kind = Math.toIntExact((Long) required(parts.get(0)));
    return switch (kind) {
      case SAVED -> {
        requireSize(parts, 3);
        yield new TemplateChange.Saved(revision, text(parts, 1), text(parts, 2));
      }
      case DELETED -> {
        requireSize(parts, 2);
        yield new TemplateChange.Deleted(revision, text(parts, 1));
      }
      case VERSION_DELETED -> {
        requireSize(parts, 3);
        yield new TemplateChange.VersionDeleted(revision, text(parts, 1), text(parts, 2));
      }
      case LABEL_MOVED -> {
        requireSize(parts, 4);
        yield new TemplateChange.LabelMoved(
            revision, text(parts, 1), text(parts, 2), (String) parts.get(3));
      }
      case RESYNC -> {
        requireSize(parts, 1);
        yield new TemplateChange.Resync(revision);
      }
      default -> throw new IllegalArgumentException("Kind %d is not known".formatted(kind));
    };
  }

  private static void requireSize(List<?> parts, int size) {
    if (parts.size() != size) {
      throw new IllegalArgumentException(
          "A change of kind %s has %d parts instead of %d"
              .formatted(parts.get(0), parts.size(), size));
    }
  }

  private static String text(List<?> parts, int index) {
    return (String) required(parts.get(index));
  }

  private static Object required(@Nullable Object part) {
    if (part == null) {
      throw new IllegalArgumentException("A part of it is nil");
    }
    return part;
  }
}
