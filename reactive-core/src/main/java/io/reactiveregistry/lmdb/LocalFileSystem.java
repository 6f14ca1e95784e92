package io.reactiveregistry.lmdb;

import io.reactiveregistry.error.UnsupportedFileSystemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import reactor.util.Logger;
import reactor.util.Loggers;

/**
 * Tells file systems on which LMDB works from those that are shared by machines: its locks and its
 * memory reach no further than one of them.
 */
final class LocalFileSystem {

  private static final Logger LOG = Loggers.getLogger(LocalFileSystem.class);

  private static final Set<String> SHARED_BY_MACHINES =
      Set.of(
          "nfs",
          "nfs3",
          "nfs4",
          "cifs",
          "smb",
          "smb2",
          "smb3",
          "smbfs",
          "9p",
          "afs",
          "efs",
          "ceph",
          "lustre",
          "glusterfs",
          "gpfs",
          "ocfs2",
          "gfs",
          "gfs2",
          "beegfs",
          "webdav",
          "davfs");

  private LocalFileSystem() {}

  /**
   * Looks at the file system on which the path lies, or would lie.
   *
   * @throws UnsupportedFileSystemException when machines share it
   */
  static void require(Path path) {
    Path existing = path;
    while (!Files.exists(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    String type = typeOf(existing);
    if (isShared(type)) {
      throw new UnsupportedFileSystemException(path.toString(), type);
    }
  }

  /** In some sandboxes the system does not say; then it is taken for a local one. */
  private static String typeOf(Path path) {
    try {
      return Files.getFileStore(path).type();
    } catch (IOException e) {
      LOG.debug("Cannot tell on which file system {} lies", path, e);
      return "";
    }
  }

  /**
   * File systems in user space are mostly windows to other machines, and map no memory as LMDB
   * needs it; {@code fuseblk} is not among them, it is a local disk.
   *
   * @param type as the operating system names it
   */
  static boolean isShared(String type) {
    String name = type.toLowerCase(Locale.ROOT);
    return SHARED_BY_MACHINES.contains(name) || name.equals("fuse") || name.startsWith("fuse.");
  }
}
