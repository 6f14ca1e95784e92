package io.reactiveregistry.yaml;

import io.reactiveregistry.AuditableRegistry.Finding;
import io.reactiveregistry.AuditableRegistry.Severity;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * One look at the whole tree, without reading a file.
 *
 * <p>Files and folders are known by their real path, so that a link to something in the tree adds
 * nothing and a loop of links ends. Links are followed because some platforms mount folders of
 * files as links into a hidden folder beside them; a link that leaves the tree is not.
 */
final class TreeWalk {

  private final Path root;
  private final Map<Path, TreeFile.Stamp> files = new TreeMap<>();
  private final List<Finding> findings = new ArrayList<>();
  private final Set<Path> seen = new HashSet<>();
  private final Deque<Path> folders = new ArrayDeque<>();

  private TreeWalk(Path root) {
    this.root = root;
  }

  /**
   * @param root a real path
   */
  static TreeWalk of(Path root) throws IOException {
    TreeWalk walk = new TreeWalk(root);
    walk.enter(root);
    for (Path folder = walk.folders.poll(); folder != null; folder = walk.folders.poll()) {
      walk.list(folder);
    }
    return walk;
  }

  /** The template files by real path. */
  Map<Path, TreeFile.Stamp> files() {
    return files;
  }

  /** What could not be looked at. */
  List<Finding> findings() {
    return findings;
  }

  private void enter(Path folder) {
    if (seen.add(folder)) {
      folders.add(folder);
    }
  }

  private void list(Path folder) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        if (!entry.getFileName().toString().startsWith(".")) {
          examine(entry, entry);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      if (folder.equals(root)) {
        throw e instanceof DirectoryIteratorException unchecked
            ? unchecked.getCause()
            : (IOException) e;
      }
      add(folder, "the folder cannot be listed: " + e);
    }
  }

  private void examine(Path shown, Path path) {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (attributes.isDirectory()) {
        enter(path);
      } else if (attributes.isSymbolicLink()) {
        follow(path);
      } else if (isTemplate(shown)) {
        if (attributes.isRegularFile()) {
          files.put(path, TreeFile.Stamp.of(attributes));
        } else {
          add(shown, "it is not a regular file");
        }
      }
    } catch (NoSuchFileException e) {
      // Gone since the folder was listed, unless it is a link that leads nowhere.
      if (Files.isSymbolicLink(shown) && isTemplate(shown)) {
        add(shown, "the link leads nowhere");
      }
    } catch (IOException e) {
      add(shown, "it cannot be examined: " + e);
    }
  }

  private void follow(Path link) throws IOException {
    Path target = link.toRealPath();
    if (target.startsWith(root)) {
      examine(link, target);
    } else if (isTemplate(link) || Files.isDirectory(target)) {
      add(link, "the link leads out of the tree and is not followed; copy what it points to");
    }
  }

  private void add(Path path, String reason) {
    findings.add(new Finding(Severity.ERROR, path.toString(), reason));
  }

  private static boolean isTemplate(Path path) {
    String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".yaml") || name.endsWith(".yml");
  }
}
