package io.reactiveregistry;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.reactiveregistry.error.ConflictException;
import io.reactiveregistry.error.InvalidTemplateException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Puts a label on a version, moves it there from another one, or removes it.
 *
 * <p>A label is a name for one version of one template, as {@code production}. Whoever loads {@code
 * greeting@production} gets another version as soon as the label is moved, without being changed.
 *
 * @param id the template
 * @param label which label; it contains neither colon nor at sign, and {@code id:label} takes at
 *     most 511 bytes of UTF-8
 * @param version where the label shall stand, or null to remove it
 * @param condition where it has to stand for that
 */
public record LabelMove(
    String id, String label, @Nullable String version, LabelCondition condition) {

  public LabelMove {
    requireValidLabel(id, label);
    if (version != null) {
      TemplateSpec.requireValidVersion(id, version);
    }
    Objects.requireNonNull(condition, "condition");
  }

  /** Puts the label on this version, wherever it stands. */
  public static LabelMove to(String id, String label, String version) {
    return new LabelMove(
        id, label, TemplateSpec.requireValidVersion(id, version), LabelCondition.any());
  }

  /** Removes the label, wherever it stands. */
  public static LabelMove remove(String id, String label) {
    return new LabelMove(id, label, null, LabelCondition.any());
  }

  /** The same, if the label stands on this version. */
  public LabelMove ifAt(String expected) {
    return new LabelMove(id, label, version, LabelCondition.at(expected));
  }

  /** The same, if the template has no such label. */
  public LabelMove ifAbsent() {
    return new LabelMove(id, label, version, LabelCondition.absent());
  }

  /**
   * Checks a label as this class does.
   *
   * @return the label
   * @throws InvalidTemplateException when no template can have this id and label
   */
  @CanIgnoreReturnValue
  public static String requireValidLabel(String id, String label) {
    TextRules.requireId(id);
    TextRules.requireLabel(label);
    TextRules.requireLabelKeyLength(id, label);
    return label;
  }

  /** Where a label has to stand for its move to take effect. */
  public sealed interface LabelCondition {

    /** Anywhere. */
    static LabelCondition any() {
      return new Any();
    }

    /** Nowhere. */
    static LabelCondition absent() {
      return new Absent();
    }

    /** On this version. */
    static LabelCondition at(String version) {
      return new At(version);
    }

    /**
     * For implementations of a registry.
     *
     * @param actual where the label stands, or null when there is none
     * @throws ConflictException when the condition does not hold
     */
    void requireMet(String id, String label, @Nullable String actual);

    /** Anywhere. */
    record Any() implements LabelCondition {

      @Override
      public void requireMet(String id, String label, @Nullable String actual) {}
    }

    /** Nowhere. */
    record Absent() implements LabelCondition {

      @Override
      public void requireMet(String id, String label, @Nullable String actual) {
        if (actual != null) {
          throw ConflictException.ofLabel(id, label, null, actual);
        }
      }
    }

    /**
     * On this version.
     *
     * @param version the version
     */
    record At(String version) implements LabelCondition {

      public At {
        TextRules.requireVersion(version);
      }

      @Override
      public void requireMet(String id, String label, @Nullable String actual) {
        if (!version.equals(actual)) {
          throw ConflictException.ofLabel(id, label, version, actual);
        }
      }
    }
  }
}
