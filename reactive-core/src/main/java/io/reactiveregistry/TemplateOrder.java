package io.reactiveregistry;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The orders in which registries list ids and versions. */
public final class TemplateOrder {

  // Semantic Versioning 2.0.0, items 2, 9 and 10.
  private static final String NUMBER = "(0|[1-9]\\d*)";
  private static final String PRE_RELEASE_PART = "(?:0|[1-9]\\d*|\\d*[A-Za-z-][0-9A-Za-z-]*)";
  private static final Pattern SEMANTIC_VERSION =
      Pattern.compile(
          NUMBER
              + "\\."
              + NUMBER
              + "\\."
              + NUMBER
              + "(?:-("
              + PRE_RELEASE_PART
              + "(?:\\."
              + PRE_RELEASE_PART
              + ")*))?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?");

  private static final Comparator<String> IDS = TemplateOrder::compareAsUtf8;
  private static final Comparator<String> VERSIONS = TemplateOrder::compareVersions;

  private TemplateOrder() {}

  /** Ascending by the unsigned bytes of UTF-8, which is the order of code points. */
  public static Comparator<String> ids() {
    return IDS;
  }

  /**
   * Ascending by the precedence of <a href="https://semver.org">Semantic Versioning 2.0.0</a>, so
   * that pre-releases come before their release. Versions of equal precedence (they differ in build
   * metadata only) are ordered by bytes. Versions that are not semantic come last, by bytes.
   */
  public static Comparator<String> versions() {
    return VERSIONS;
  }

  /** UTF-16 and UTF-8 order differ only where surrogates meet U+E000 to U+FFFF. */
  private static int compareAsUtf8(String left, String right) {
    int common = Math.min(left.length(), right.length());
    for (int i = 0; i < common; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        boolean supplementary = Character.isSurrogate(a);
        return supplementary == Character.isSurrogate(b)
            ? Character.compare(a, b)
            : (supplementary ? 1 : -1);
      }
    }
    return Integer.compare(left.length(), right.length());
  }

  private static int compareVersions(String left, String right) {
    Matcher a = SEMANTIC_VERSION.matcher(left);
    Matcher b = SEMANTIC_VERSION.matcher(right);
    boolean leftSemantic = a.matches();
    boolean rightSemantic = b.matches();
    if (!leftSemantic || !rightSemantic) {
      return leftSemantic == rightSemantic ? compareAsUtf8(left, right) : (leftSemantic ? -1 : 1);
    }
    for (int part = 1; part <= 3; part++) {
      int order = compareNumbers(a.group(part), b.group(part));
      if (order != 0) {
        return order;
      }
    }
    int order = comparePreReleases(a.group(4), b.group(4));
    return order != 0 ? order : compareAsUtf8(left, right);
  }

  private static int comparePreReleases(@Nullable String left, @Nullable String right) {
    if (left == null || right == null) {
      return Boolean.compare(left == null, right == null);
    }
    String[] a = left.split("\\.", -1);
    String[] b = right.split("\\.", -1);
    for (int i = 0; i < Math.min(a.length, b.length); i++) {
      boolean leftNumeric = isNumeric(a[i]);
      boolean rightNumeric = isNumeric(b[i]);
      int order;
      if (leftNumeric && rightNumeric) {
        order = compareNumbers(a[i], b[i]);
      } else if (leftNumeric != rightNumeric) {
        order = leftNumeric ? -1 : 1;
      } else {
        order = compareAsUtf8(a[i], b[i]);
      }
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.length, b.length);
  }

  private static boolean isNumeric(String text) {
    return text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** Numbers without leading zeros, of any length: the longer one is the greater one. */
  private static int compareNumbers(String left, String right) {
    int order = Integer.compare(left.length(), right.length());
    return order != 0 ? order : left.compareTo(right);
  }
}
