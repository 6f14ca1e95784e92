package io.reactiveregistry.examples.bulkimport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The template files of a folder and of those within it, but for what is hidden. Links are looked
 * at as {@code registry migrate} does: one to something in the folder adds nothing, and one that
 * leads out of it is told and not followed.
 */
final class FolderWalk {

  private final Path root;
  private final Refusals refusals;

  /**
   * @param root a real path
   * @param refusals is told what cannot be read, by its name in the folder
   */
  FolderWalk(Path root, Refusals refusals) {
    this.root = root;
    this.refusals = refusals;
  }

  /** The files, found as they are asked for. */
  @SuppressWarnings("StreamResourceLeak") // whoever asks closes it
  Stream<Path> files() throws IOException {
    return Files.walk(root).filter(this::isVisible).filter(this::isToBeRead);
  }

  /** How the user knows it. */
  String name(Path path) {
    return root.relativize(path).toString();
  }

  private boolean isVisible(Path path) {
    for (Path part : root.relativize(path)) {
      if (part.toString().startsWith(".")) {
        return false;
      }
    }
    return true;
  }

  private boolean isToBeRead(Path path) {
    if (Files.isSymbolicLink(path)) {
      return isReadThrough(path);
    }
    if (!isTemplate(path) || Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    return isRegular(path, path);
  }

  /** Some platforms mount files as links into a hidden folder beside them. */
  private boolean isReadThrough(Path link) {
    try {
      Path target = link.toRealPath();
      boolean directory = Files.isDirectory(target);
      if (!directory && !isTemplate(link)) {
        return false;
      }
      if (!target.startsWith(root)) {
        return refuse(
            link, "the link leads out of the folder and is not followed; copy what it points to");
      }
      if (isVisible(target) && (directory || isTemplate(target))) {
        return false; // read where it stands
      }
      return directory
          ? refuse(
              link, "the link leads to a hidden folder and is not followed; copy what it points to")
          : isRegular(link, target);
    } catch (NoSuchFileException e) {
      return isTemplate(link) && refuse(link, "the link leads nowhere");
    } catch (IOException e) {
      return refuse(link, "it cannot be examined: " + e);
    }
  }

  private boolean isRegular(Path shown, Path file) {
    return Files.isRegularFile(file) || refuse(shown, "it is not a regular file");
  }

  /** Always false: it is not read. */
  private boolean refuse(Path path, String reason) {
    refusals.add(name(path), reason);
    return false;
  }

  private static boolean isTemplate(Path path) {
    String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".yaml") || name.endsWith(".yml");
  }
}
