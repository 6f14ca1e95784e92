package io.reactiveregistry.yaml;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Chooses files for new templates.
 *
 * <p>Ids are opaque and may hold anything, so a name consists of ASCII letters, digits, {@code _},
 * {@code -}, {@code .} and percent escapes only, never begins with a dot and never leads out of the
 * tree. A {@code /} between two names becomes a folder. An id whose name would be too long, is
 * taken (also when only by case), is reserved on some system or needs a folder that is called like
 * a template file gets a shortened name with a hash of the id, directly below the root.
 */
final class FileNames {

  private static final int MAX_SEGMENT_LENGTH = 120;
  private static final int MAX_LENGTH = 400;
  private static final int SHORTENED_LENGTH = 60;
  private static final int HASH_LENGTH = 16;
  private static final String EXTENSION = ".yaml";
  private static final Pattern SLASH_BETWEEN_NAMES = Pattern.compile("(?<=[^/])/(?=[^/])");
  private static final Pattern RESERVED =
      Pattern.compile("(?:con|prn|aux|nul|com\\d|lpt\\d)(?:\\..*)?", Pattern.CASE_INSENSITIVE);

  /** A folder of that name would be in the way of the file that another id gets. */
  private static final Pattern LIKE_A_FILE =
      Pattern.compile(".*\\.ya?ml", Pattern.CASE_INSENSITIVE);

  private final Path root;
  private final Set<String> taken = new HashSet<>();

  /**
   * @param root a real path
   * @param existing the files of the tree
   */
  FileNames(Path root, Collection<Path> existing) {
    this.root = root;
    existing.forEach(path -> taken.add(folded(path)));
  }

  /** A file for this id that does not exist and was not chosen before. */
  Path choose(String id) {
    Path path = readable(id);
    for (int attempt = 0; !isFree(path); attempt++) {
      path = hashed(id, attempt);
    }
    taken.add(folded(path));
    return path;
  }

  private Path readable(String id) {
    String[] names = SLASH_BETWEEN_NAMES.split(id, -1);
    Path path = root;
    int length = 0;
    for (int i = 0; i < names.length; i++) {
      boolean isFolder = i < names.length - 1;
      String name = escaped(names[i]);
      length += name.length() + 1;
      if (name.length() > MAX_SEGMENT_LENGTH
          || length > MAX_LENGTH
          || RESERVED.matcher(name).matches()
          || (isFolder && LIKE_A_FILE.matcher(name).matches())) {
        return hashed(id, 0);
      }
      path = path.resolve(isFolder ? name : name + EXTENSION);
    }
    return path;
  }

  private Path hashed(String id, int attempt) {
    String name = escaped(id);
    String shortened = name.substring(0, Math.min(name.length(), SHORTENED_LENGTH));
    String suffix = attempt == 0 ? "" : "-" + attempt;
    return root.resolve(shortened + "-" + hash(id) + suffix + EXTENSION);
  }

  private boolean isFree(Path path) {
    if (taken.contains(folded(path)) || Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    for (Path folder = path.getParent();
        folder != null && !folder.equals(root);
        folder = folder.getParent()) {
      // A link could lead out of the tree.
      if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)
          && !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
        return false;
      }
    }
    return true;
  }

  private String folded(Path path) {
    return root.relativize(path).toString().toLowerCase(Locale.ROOT);
  }

  private static String escaped(String name) {
    StringBuilder escaped = new StringBuilder(name.length() + 16);
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      char c = (char) (bytes[i] & 0xFF);
      // A dot at an end hides a file, means a folder or gets lost, depending on the system.
      boolean safe =
          c == '.'
              ? i > 0 && i < bytes.length - 1
              : (c >= 'a' && c <= 'z')
                  || (c >= 'A' && c <= 'Z')
                  || (c >= '0' && c <= '9')
                  || c == '_'
                  || c == '-';
      escaped.append(safe ? String.valueOf(c) : "%%%02X".formatted((int) c));
    }
    return escaped.toString();
  }

  private static String hash(String id) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, HASH_LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
