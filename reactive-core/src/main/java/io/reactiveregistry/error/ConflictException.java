package io.reactiveregistry.error;

import org.jspecify.annotations.Nullable;

/**
 * Something was expected of the storage that does not hold, so the write was refused and nothing
 * was written. The same call fails again: load what is there now, and decide anew.
 */
public final class ConflictException extends RegistryException {

  private static final long serialVersionUID = 1L;

  /** What {@link #expected()} is where a template was to be there, whatever its content. */
  public static final String ANY_CONTENT = "*";

  private final String id;
  private final Subject subject;
  private final @Nullable String expected;
  private final @Nullable String actual;

  private ConflictException(
      String message,
      String id,
      Subject subject,
      @Nullable String expected,
      @Nullable String actual) {
    super(message, /* withStackTrace= */ false);
    this.id = id;
    this.subject = subject;
    this.expected = expected;
    this.actual = actual;
  }

  /** What it is about, and thereby what {@link #expected()} and {@link #actual()} are. */
  public enum Subject {
    /** The current template; they are content hashes, null for absent. */
    CURRENT,
    /** A version that cannot be changed; they are content hashes: of what was given, and stored. */
    VERSION,
    /** A label; they are versions, null for absent. */
    LABEL
  }

  /**
   * The current template is not what a conditional write expects.
   *
   * @param expected its content hash, {@link #ANY_CONTENT}, or null when it was to be absent
   * @param actual its content hash, or null when it is absent
   */
  public static ConflictException ofContent(
      String id, @Nullable String expected, @Nullable String actual) {
    return new ConflictException(
        "The current template '%s' is %s where %s was expected; load it again and decide anew"
            .formatted(id, content(actual), content(expected)),
        id,
        Subject.CURRENT,
        expected,
        actual);
  }

  private static String content(@Nullable String hash) {
    if (hash == null) {
      return "absent";
    }
    return hash.equals(ANY_CONTENT) ? "any content" : "content hash " + hash;
  }

  /**
   * A version exists with another body, and versions are immutable.
   *
   * @param given the content hash of what was to be saved
   * @param stored the content hash of what is stored
   */
  public static ConflictException ofVersion(
      String id, String version, String given, String stored) {
    return new ConflictException(
        "Version %s of template '%s' exists with the content hash %s, given was %s, and versions are immutable (immutableVersions); save it under another version"
            .formatted(version, id, stored, given),
        id,
        Subject.VERSION,
        given,
        stored);
  }

  /**
   * A label does not stand where its move expects it.
   *
   * @param expected the version where it was to stand, or null when there was to be none
   * @param actual the version where it stands, or null when there is none
   */
  public static ConflictException ofLabel(
      String id, String label, @Nullable String expected, @Nullable String actual) {
    return new ConflictException(
        "Label '%s' of template '%s' stands %s where %s was expected; look at labels(\"%s\") and decide anew"
            .formatted(label, id, place(actual), place(expected), id),
        id,
        Subject.LABEL,
        expected,
        actual);
  }

  private static String place(@Nullable String version) {
    return version == null ? "nowhere" : "on version " + version;
  }

  /** The template. */
  public String id() {
    return id;
  }

  /** What it is about. */
  public Subject subject() {
    return subject;
  }

  /**
   * What the call expected, {@link #ANY_CONTENT} for anything that is there, or null for absent.
   */
  public @Nullable String expected() {
    return expected;
  }

  /** What is there, or null for absent. */
  public @Nullable String actual() {
    return actual;
  }
}
