package io.reactiveregistry;

import io.reactiveregistry.error.ConflictException;
import io.reactiveregistry.error.Excerpt;
import io.reactiveregistry.error.InvalidTemplateException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What must hold of the current template for a write to take effect: a save, or a deletion. It is
 * looked at in the very transaction that writes, so nothing can come between: of many writers that
 * read the same template and then write with its hash, one succeeds and all others get a {@link
 * ConflictException}.
 */
public sealed interface WriteCondition {

  /** Writes whatever is there. */
  static WriteCondition any() {
    return Any.INSTANCE;
  }

  /** Saves only when no template has the id; there is nothing to be deleted then. */
  static WriteCondition absent() {
    return Absent.INSTANCE;
  }

  /** Writes only when a template has the id, whatever its content. */
  static WriteCondition present() {
    return Present.INSTANCE;
  }

  /**
   * Writes only when the current template has this {@link TemplateSpec#contentHash()}.
   *
   * @throws InvalidTemplateException when it is not a hash: 64 hexadecimal digits in lower case
   */
  static WriteCondition contentHash(String hash) {
    return new ContentHash(hash);
  }

  /**
   * For implementations of a registry.
   *
   * @param current the current template, or null when there is none
   * @throws ConflictException when the condition does not hold
   */
  void requireMet(String id, @Nullable TemplateSpec current);

  /**
   * For implementations of a registry, before anything is deleted under the condition.
   *
   * @throws InvalidTemplateException when it can hold only where there is nothing to delete
   */
  default void requireFitForDelete() {}

  /** Whatever is there. */
  record Any() implements WriteCondition {

    private static final Any INSTANCE = new Any();

    @Override
    public void requireMet(String id, @Nullable TemplateSpec current) {}
  }

  /** No template has the id. */
  record Absent() implements WriteCondition {

    private static final Absent INSTANCE = new Absent();

    @Override
    public void requireMet(String id, @Nullable TemplateSpec current) {
      if (current != null) {
        throw ConflictException.ofContent(id, null, current.contentHash());
      }
    }

    @Override
    public void requireFitForDelete() {
      throw new InvalidTemplateException(
          "condition",
          "absent() holds only where there is nothing to delete; give any(), present() or contentHash(String)");
    }
  }

  /** A template has the id. */
  record Present() implements WriteCondition {

    private static final Present INSTANCE = new Present();

    @Override
    public void requireMet(String id, @Nullable TemplateSpec current) {
      if (current == null) {
        throw ConflictException.ofContent(id, ConflictException.ANY_CONTENT, null);
      }
    }
  }

  /**
   * The current template has this content.
   *
   * @param hash its {@link TemplateSpec#contentHash()}
   */
  record ContentHash(String hash) implements WriteCondition {

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    public ContentHash {
      if (hash == null || !HASH.matcher(hash).matches()) {
        throw new InvalidTemplateException(
            "contentHash",
            "'%s' is not a hash; give 64 hexadecimal digits in lower case, as contentHash() does"
                .formatted(Excerpt.of(String.valueOf(hash))));
      }
    }

    @Override
    public void requireMet(String id, @Nullable TemplateSpec current) {
      String actual = current == null ? null : current.contentHash();
      if (!hash.equals(actual)) {
        throw ConflictException.ofContent(id, hash, actual);
      }
    }
  }
}
