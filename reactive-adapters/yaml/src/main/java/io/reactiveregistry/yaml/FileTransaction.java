package io.reactiveregistry.yaml;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Replaces and deletes several files, all or nothing as far as a file system can.
 *
 * <p>First every new content is written to a hidden file beside its target and forced to disk. Only
 * then are the targets renamed over, each one atomically; what they replace is kept under a hidden
 * name until all is done, and put back when a step fails. At last the folders are forced to disk.
 *
 * <p>A crash of the machine or process before the renames leaves hidden files only, which nobody
 * reads. One among them leaves some targets old and some new, but every one of them whole, with the
 * hidden files beside them.
 */
final class FileTransaction {

  private final List<Step> steps = new ArrayList<>();
  private final Set<Path> foldersToForce = new LinkedHashSet<>();
  private final List<Path> createdFolders = new ArrayList<>();

  /** Prepares a new content; nothing can be seen yet. */
  void replace(Path target, byte[] content) throws IOException {
    createFolders(folderOf(target));
    Replacement step = new Replacement(target);
    steps.add(step);
    step.write(content);
    foldersToForce.add(folderOf(target));
  }

  /** Prepares a deletion. */
  void delete(Path target) {
    steps.add(new Deletion(target));
    foldersToForce.add(folderOf(target));
  }

  /** Does all that was prepared, or throws and puts back what was there. */
  void commit() throws IOException {
    int applied = 0;
    try {
      for (Step step : steps) {
        step.apply();
        applied++;
      }
      for (Path folder : foldersToForce) {
        force(folder);
      }
    } catch (IOException e) {
      undo(applied, e);
      throw e;
    }
    for (Step step : steps) {
      try {
        step.forgetOld();
      } catch (IOException e) {
        // A hidden file more does no harm, and the transaction is done.
      }
    }
  }

  /** The stamp with which each file is left by the commit, none where it is deleted. */
  Map<Path, Optional<TreeFile.Stamp>> outcome() {
    Map<Path, Optional<TreeFile.Stamp>> outcome = new LinkedHashMap<>();
    steps.forEach(step -> outcome.put(step.target(), step.stamp()));
    return outcome;
  }

  /** Removes what was prepared for a transaction that failed. */
  void abandon(Throwable cause) {
    for (Step step : steps) {
      attempt(step::discardNew, cause);
    }
    for (int i = createdFolders.size() - 1; i >= 0; i--) {
      Path folder = createdFolders.get(i);
      attempt(() -> Files.deleteIfExists(folder), cause);
    }
  }

  private void undo(int applied, IOException cause) {
    for (int i = applied - 1; i >= 0; i--) {
      attempt(steps.get(i)::undo, cause);
    }
  }

  private static void attempt(FileAction action, Throwable cause) {
    try {
      action.run();
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  private void createFolders(Path folder) throws IOException {
    if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    createFolders(folderOf(folder));
    Files.createDirectory(folder);
    createdFolders.add(folder);
    foldersToForce.add(folderOf(folder));
  }

  private static Path folderOf(Path path) {
    Path folder = path.getParent();
    if (folder == null) {
      throw new IllegalStateException("%s lies in no folder".formatted(path));
    }
    return folder;
  }

  private static Path hiddenBeside(Path target, String extension) {
    return target.resolveSibling("." + UUID.randomUUID() + extension);
  }

  private static void force(Path folder) throws IOException {
    if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return; // Windows does not open folders, and keeps its own journal of renames
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static void rename(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
  }

  @FunctionalInterface
  private interface FileAction {
    void run() throws IOException;
  }

  private interface Step {

    Path target();

    /** The stamp of what will stand at the target, none when nothing will. */
    Optional<TreeFile.Stamp> stamp();

    void apply() throws IOException;

    void undo() throws IOException;

    /** After success; what is kept for a step that could not be undone must stay. */
    void forgetOld() throws IOException;

    void discardNew() throws IOException;
  }

  private static final class Replacement implements Step {

    private final Path target;
    private final Path content;
    private final Path old;
    private final boolean replaces;
    private Optional<TreeFile.Stamp> stamp = Optional.empty();

    Replacement(Path target) {
      this.target = target;
      this.content = hiddenBeside(target, ".tmp");
      this.old = hiddenBeside(target, ".bak");
      this.replaces = Files.exists(target);
    }

    void write(byte[] bytes) throws IOException {
      try (FileChannel channel =
          FileChannel.open(content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        copyPermissions();
        channel.force(true);
      }
      // A rename keeps it. Asking afterwards could take a file of somebody else for ours.
      stamp =
          Optional.of(TreeFile.Stamp.of(Files.readAttributes(content, BasicFileAttributes.class)));
    }

    @Override
    public Path target() {
      return target;
    }

    @Override
    public Optional<TreeFile.Stamp> stamp() {
      return stamp;
    }

    private void copyPermissions() throws IOException {
      PosixFileAttributeView view =
          Files.getFileAttributeView(content, PosixFileAttributeView.class);
      if (replaces && view != null) {
        view.setPermissions(Files.getPosixFilePermissions(target));
      }
    }

    @Override
    public void apply() throws IOException {
      if (replaces) {
        keepOld();
      }
      try {
        rename(content, target);
      } catch (IOException e) {
        attempt(this::forgetOld, e);
        throw e;
      }
    }

    private void keepOld() throws IOException {
      try {
        Files.createLink(old, target);
      } catch (UnsupportedOperationException | IOException e) {
        Files.copy(target, old, StandardCopyOption.COPY_ATTRIBUTES); // no hard links here
      }
    }

    @Override
    public void undo() throws IOException {
      if (replaces) {
        rename(old, target);
      } else {
        Files.deleteIfExists(target);
      }
    }

    @Override
    public void forgetOld() throws IOException {
      Files.deleteIfExists(old);
    }

    @Override
    public void discardNew() throws IOException {
      Files.deleteIfExists(content);
    }
  }

  private static final class Deletion implements Step {

    private final Path target;
    private final Path old;

    Deletion(Path target) {
      this.target = target;
      this.old = hiddenBeside(target, ".bak");
    }

    @Override
    public Path target() {
      return target;
    }

    @Override
    public Optional<TreeFile.Stamp> stamp() {
      return Optional.empty();
    }

    @Override
    public void apply() throws IOException {
      rename(target, old);
    }

    @Override
    public void undo() throws IOException {
      rename(old, target);
    }

    @Override
    public void forgetOld() throws IOException {
      Files.deleteIfExists(old);
    }

    @Override
    public void discardNew() {
      // A deletion prepares nothing.
    }
  }
}
