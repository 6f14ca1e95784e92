package io.reactiveregistry;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which ids to list, in the order of {@link TemplateOrder#ids()}.
 *
 * @param prefix only ids that begin with this text; empty for all
 * @param after only ids that come after this one, or null to begin with the first; it need not
 *     exist
 */
public record IdRange(String prefix, @Nullable String after) {

  private static final IdRange ALL = new IdRange("", null);

  public IdRange {
    Objects.requireNonNull(prefix, "prefix");
    TextRules.requireWellFormed(prefix, "prefix");
    if (after != null) {
      TextRules.requireWellFormed(after, "after");
    }
  }

  /** Every id. */
  public static IdRange all() {
    return ALL;
  }

  /** The ids that begin with this text, compared byte by byte. */
  public static IdRange prefix(String prefix) {
    return new IdRange(prefix, null);
  }

  /** This range from behind the given id: how a listing is resumed. */
  public IdRange after(String id) {
    return new IdRange(prefix, id);
  }

  /** Whether the id lies in this range. */
  public boolean contains(String id) {
    return id.startsWith(prefix) && (after == null || TemplateOrder.ids().compare(id, after) > 0);
  }
}
