package io.reactiveregistry.yaml;

import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.InvalidTemplateException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The files of a tree and the index over them, kept in step with what people and other programs do
 * to them. All methods block and may be called from any number of threads.
 *
 * <p>A refresh looks at the whole tree (one {@code stat} per file) and parses only what has
 * changed, on several threads when it is much. Those who ask for a refresh while one is under way
 * wait for the next one and share it: the one under way may have passed the change they must see.
 */
final class TemplateTree {

  /** A tree that changes faster than it can be read is given up after so many attempts. */
  private static final int MAX_ATTEMPTS = 3;

  private static final int FILES_PER_TASK = 32;
  private static final int IDLE_SECONDS = 10;

  private final Path root;
  private final int maxFileBytes;
  private final ThreadPoolExecutor parsers;
  private final ReentrantLock refreshing = new ReentrantLock();
  private final AtomicLong refreshesBegun = new AtomicLong();
  private volatile @Nullable TreeIndex index;
  private volatile boolean committedSince;

  /** Guarded by {@code refreshing}. */
  private final OwnWrites ownWrites = new OwnWrites();

  private final AtomicLong editsByOthers = new AtomicLong();

  /**
   * @param root a real path
   */
  TemplateTree(Path root, int parallelism, int maxFileBytes) {
    this.root = root;
    this.maxFileBytes = maxFileBytes;
    AtomicLong threads = new AtomicLong();
    this.parsers =
        new ThreadPoolExecutor(
            parallelism,
            parallelism,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(), // holds the tasks of one refresh
            task -> {
              Thread thread = new Thread(task, "yaml-registry-parse-" + threads.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    parsers.allowCoreThreadTimeOut(true);
  }

  Path root() {
    return root;
  }

  void close() {
    parsers.shutdown();
  }

  /** The index of a look at the tree that began after this call. */
  TreeIndex refresh() throws IOException {
    return refresh(false);
  }

  /** The index as it is, unless a commit of this instance is missing in it. */
  TreeIndex current() throws IOException {
    TreeIndex known = index;
    return known == null || committedSince ? refresh() : known;
  }

  /** A fresh index, with every file read again even if it seems unchanged. */
  TreeIndex examineAll() throws IOException {
    return refresh(true);
  }

  /**
   * The template with this id as its file has it now, or null.
   *
   * @throws InvalidTemplateException when several files hold the id
   */
  @Nullable TemplateSpec find(String id) throws IOException {
    TreeIndex known = index;
    TemplateSpec found = known == null ? null : read(known, id);
    return found == null ? findAfresh(id) : found;
  }

  /** The same, after a look at the whole tree: what others have moved or doubled is noticed. */
  @Nullable TemplateSpec findAfresh(String id) throws IOException {
    TemplateSpec found = null;
    for (int attempt = 0; found == null && attempt < MAX_ATTEMPTS; attempt++) {
      TreeIndex fresh = refresh();
      fresh.requireUnambiguous(id);
      if (fresh.served(id) == null) {
        return null;
      }
      found = read(fresh, id);
    }
    return found;
  }

  /**
   * At how many looks since the first one the tree had changed otherwise than by commits of this
   * instance.
   */
  long editsByOthers() {
    return editsByOthers.get();
  }

  /** Null when the file does not hold the id any more. */
  private @Nullable TemplateSpec read(TreeIndex index, String id) throws IOException {
    TreeFile file = index.served(id);
    if (file == null) {
      return null;
    }
    try {
      TemplateSpec spec = parse(file.path()).template();
      return spec.id().equals(id) ? spec : null;
    } catch (NoSuchFileException | InvalidTemplateException e) {
      return null; // moved or changed by somebody; the next refresh knows more
    }
  }

  /** Commits so that no look at the tree sees a part of the transaction. */
  void commit(FileTransaction transaction) throws IOException {
    refreshing.lock();
    try {
      committedSince = true;
      transaction.commit();
      ownWrites.add(transaction.outcome());
    } finally {
      refreshing.unlock();
    }
  }

  private TreeIndex refresh(boolean everything) throws IOException {
    long begunBefore = refreshesBegun.get();
    refreshing.lock();
    try {
      TreeIndex last = index;
      if (last != null && !everything && refreshesBegun.get() > begunBefore) {
        return last;
      }
      refreshesBegun.incrementAndGet();
      committedSince = false;
      TreeIndex fresh = build(TreeWalk.of(root), everything ? null : last);
      if (last != null && !ownWrites.explain(last, fresh)) {
        editsByOthers.incrementAndGet();
      }
      ownWrites.clear();
      index = fresh;
      return fresh;
    } finally {
      refreshing.unlock();
    }
  }

  private TreeIndex build(TreeWalk walk, @Nullable TreeIndex last) throws IOException {
    Map<Path, TreeFile> files = new TreeMap<>();
    List<Map.Entry<Path, TreeFile.Stamp>> changed = new ArrayList<>();
    for (Map.Entry<Path, TreeFile.Stamp> entry : walk.files().entrySet()) {
      TreeFile known = last == null ? null : last.file(entry.getKey());
      if (known != null && known.isUpToDate(entry.getValue())) {
        files.put(entry.getKey(), known);
      } else {
        changed.add(entry);
      }
    }
    for (TreeFile file : examine(changed)) {
      files.put(file.path(), file);
    }
    return new TreeIndex(files, walk.findings());
  }

  private List<TreeFile> examine(List<Map.Entry<Path, TreeFile.Stamp>> changed) throws IOException {
    if (changed.size() <= FILES_PER_TASK) {
      return examineHere(changed);
    }
    List<Callable<List<TreeFile>>> tasks = new ArrayList<>();
    for (int from = 0; from < changed.size(); from += FILES_PER_TASK) {
      List<Map.Entry<Path, TreeFile.Stamp>> part =
          changed.subList(from, Math.min(changed.size(), from + FILES_PER_TASK));
      tasks.add(() -> examineHere(part));
    }
    List<TreeFile> examined = new ArrayList<>(changed.size());
    try {
      for (Future<List<TreeFile>> part : parsers.invokeAll(tasks)) {
        examined.addAll(part.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while reading the tree", e);
    } catch (ExecutionException e) {
      throw new IOException("reading the tree failed", e.getCause());
    }
    return examined;
  }

  private List<TreeFile> examineHere(List<Map.Entry<Path, TreeFile.Stamp>> changed) {
    return changed.stream()
        .map(entry -> examine(entry.getKey(), entry.getValue()))
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<TreeFile> examine(Path path, TreeFile.Stamp stamp) {
    Instant now = Instant.now();
    try {
      return Optional.of(TreeFile.of(path, stamp, now, parse(path)));
    } catch (InvalidTemplateException e) {
      return Optional.of(TreeFile.broken(path, stamp, now, e));
    } catch (NoSuchFileException e) {
      return Optional.empty(); // gone since the walk
    } catch (IOException e) {
      return Optional.of(
          TreeFile.broken(
              path, stamp, now, new Source(path.toString()).refuse("it cannot be read: " + e, e)));
    }
  }

  private ParsedTemplate parse(Path path) throws IOException {
    Source source = new Source(path.toString());
    try (InputStream in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
      byte[] bytes = in.readNBytes((int) Math.min(maxFileBytes + 1L, Integer.MAX_VALUE));
      if (bytes.length > maxFileBytes) {
        throw DocumentText.tooLarge(Files.size(path), maxFileBytes, source);
      }
      return YamlTemplates.parseWithWarnings(bytes, source.name(), maxFileBytes);
    }
  }
}
