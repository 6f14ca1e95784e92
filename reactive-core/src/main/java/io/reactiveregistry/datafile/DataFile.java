package io.reactiveregistry.datafile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * An LMDB data file, open for plain reads. Other processes, and LMDB in this one, may write it
 * meanwhile: the pages of a state stay as they are as long as a reader of LMDB holds it, and
 * otherwise until the second commit after it.
 *
 * <p>Blocks for the file, and is not closed by an interrupt. Not thread-safe.
 */
public final class DataFile implements AutoCloseable {

  /** The first two pages of the file. */
  static final int META_PAGES = 2;

  private static final int MIN_PAGE_SIZE = 256;

  /** LMDB 0.9 uses no greater ones, even where those of the system are. */
  private static final int MAX_PAGE_SIZE = 32768;

  /** How often something is read again that another process may just be writing. */
  private static final int ATTEMPTS = 10;

  private static final long PAUSE_NANOS = 1_000_000;

  private final PageReader reader;
  private final int pageSize;

  private DataFile(PageReader reader, int pageSize) {
    this.reader = reader;
    this.pageSize = pageSize;
  }

  /**
   * Opens the file and finds out its page size. Nothing else is examined yet.
   *
   * @throws ForeignFileException when it is not a file of LMDB 0.9 on this kind of machine
   * @throws DamagedFileException when it is empty or too short to tell
   */
  public static DataFile open(Path file) throws IOException {
    PageReader reader = new PageReader(file);
    try {
      return new DataFile(reader, pageSize(reader));
    } catch (Throwable e) {
      reader.close();
      throw e;
    }
  }

  private static int pageSize(PageReader reader) throws IOException {
    byte[] head = reader.head(MetaPage.SIZE);
    if (head.length == 0) {
      throw new DamagedFileException(DamagedFileException.NO_PAGE, "it is empty");
    }
    MetaPage first = new MetaPage(head);
    if (!first.hasMagic()) {
      return pageSizeBySecondMetaPage(reader, first);
    }
    if (head.length < MetaPage.SIZE) {
      throw truncated(head.length, META_PAGES * (long) MIN_PAGE_SIZE);
    }
    if (!first.hasVersion()) {
      throw new ForeignFileException(
          "it has version %d of LMDB's format, this library reads version 1"
              .formatted(first.version()));
    }
    int size = first.pageSize();
    if (!isPageSize(size)) {
      throw new ForeignFileException("LMDB has no pages of %d bytes".formatted(size));
    }
    return size;
  }

  /** Tells a file whose first page was overwritten from one that LMDB never wrote. */
  private static int pageSizeBySecondMetaPage(PageReader reader, MetaPage first)
      throws IOException {
    for (int size = MIN_PAGE_SIZE; size <= MAX_PAGE_SIZE; size *= 2) {
      byte[] bytes = reader.range(size, MetaPage.SIZE);
      if (bytes.length > 0 && new MetaPage(bytes).headDefect(1, size) == null) {
        return size;
      }
    }
    throw new ForeignFileException(first.foreignness());
  }

  private static boolean isPageSize(int size) {
    return size >= MIN_PAGE_SIZE && size <= MAX_PAGE_SIZE && Integer.bitCount(size) == 1;
  }

  /** Bytes of the file at this moment. */
  public long length() throws IOException {
    return reader.length();
  }

  /** Bytes of a page. */
  public int pageSize() {
    return pageSize;
  }

  /** How many pages have been read since the file was opened, for those who show progress. */
  public long pagesRead() {
    return reader.pagesRead();
  }

  /**
   * The state after the last commit, which is the one that LMDB takes.
   *
   * @throws DamagedFileException when LMDB would refuse one of the meta pages, or trust one that
   *     cannot be right
   */
  public Meta newestMeta() throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        MetaPage[] pages = stableMetaPages();
        int newest = newest(pages);
        requireNoDefect(newest, pages[newest].stateDefect(newest));
        return pages[newest].meta(newest);
      } catch (DamagedFileException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
        LockSupport.parkNanos(PAUSE_NANOS); // another process may just be writing it
      }
    }
  }

  /**
   * The state after exactly this transaction; null when a later one has replaced it, or it has not
   * been committed.
   */
  public @Nullable Meta meta(long transactionId) throws IOException {
    MetaPage[] pages = stableMetaPages();
    for (int page = 0; page < META_PAGES; page++) {
      if (pages[page].transactionId() == transactionId) {
        requireNoDefect(page, pages[page].stateDefect(page));
        return pages[page].meta(page);
      }
    }
    return null;
  }

  /**
   * Every state that one of the meta pages describes in a way that makes sense, the newest first:
   * for those who want what is left, whether or not LMDB would take it.
   */
  public List<Meta> plausibleMetas() throws IOException {
    List<Meta> metas = new ArrayList<>();
    for (int page = 0; page < META_PAGES; page++) {
      byte[] bytes = reader.range((long) page * pageSize, MetaPage.SIZE);
      MetaPage meta = new MetaPage(bytes);
      if (bytes.length > 0
          && meta.headDefect(page, pageSize) == null
          && meta.stateDefect(page) == null) {
        metas.add(meta.meta(page));
      }
    }
    metas.sort(Comparator.comparingLong(Meta::transactionId).reversed());
    return metas;
  }

  /** Reads until two readings are equal: a writer does not replace a meta page at a stroke. */
  private MetaPage[] stableMetaPages() throws IOException {
    byte[][] before = metaPages();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      byte[][] now = metaPages();
      if (Arrays.deepEquals(before, now)) {
        break;
      }
      before = now;
    }
    MetaPage[] pages = new MetaPage[META_PAGES];
    for (int page = 0; page < META_PAGES; page++) {
      pages[page] = new MetaPage(before[page]);
      requireNoDefect(page, pages[page].headDefect(page, pageSize));
    }
    return pages;
  }

  private byte[][] metaPages() throws IOException {
    byte[][] pages = new byte[META_PAGES][];
    for (int page = 0; page < META_PAGES; page++) {
      pages[page] = reader.range((long) page * pageSize, MetaPage.SIZE);
      if (pages[page].length == 0) {
        throw truncated(reader.length(), (long) META_PAGES * pageSize);
      }
    }
    return pages;
  }

  /** LMDB takes the first one of two equal ones, as in a new file. */
  private static int newest(MetaPage[] pages) {
    return pages[0].transactionId() < pages[1].transactionId() ? 1 : 0;
  }

  private static void requireNoDefect(int page, @Nullable String defect)
      throws DamagedFileException {
    if (defect != null) {
      throw new DamagedFileException(page, defect);
    }
  }

  private static DamagedFileException truncated(long length, long needed) {
    return new DamagedFileException(
        DamagedFileException.NO_PAGE,
        "it was truncated: it has %d bytes of at least %d".formatted(length, needed));
  }

  /**
   * The state after the last commit, of which no page lies behind the end of the file: what LMDB
   * needs to open it without risk. Other processes may write the file meanwhile.
   *
   * @throws DamagedFileException as {@link #newestMeta} and {@link #requireComplete}
   */
  public Meta newestCompleteMeta() throws IOException {
    for (int attempt = 1; ; attempt++) {
      Meta meta = newestMeta();
      try {
        requireComplete(meta);
        return meta;
      } catch (DamagedFileException e) {
        // Commits may have replaced the pages while they were read.
        if (attempt == ATTEMPTS || newestMeta().transactionId() == meta.transactionId()) {
          throw e;
        }
      }
    }
  }

  /**
   * Makes sure that the file was not truncated. It may be shorter than the last page says, when
   * LMDB has used pages at the end for a moment and freed them before it wrote them; then those
   * that are missing are all in the list of free pages.
   *
   * @throws DamagedFileException when a page is missing, or the list of free pages is damaged
   */
  public void requireComplete(Meta meta) throws IOException {
    long length = reader.length();
    long present = length / pageSize;
    long missing = meta.lastPage() + 1 - present;
    if (missing <= 0) {
      return;
    }
    DamagedFileException truncated = truncated(length, meta.usedBytes());
    // A page number in the list takes eight bytes, so this bounds the set below by the file.
    if (missing > length / Long.BYTES
        || isBehind(meta.free(), present)
        || isBehind(meta.main(), present)) {
      throw truncated;
    }
    BitSet free = new BitSet();
    freeList(meta)
        .forEach(
            new PageLedger(),
            DamageListener.strict(),
            page -> {
              if (page >= present) {
                free.set((int) (page - present));
              }
            });
    if (free.cardinality() < missing) {
      throw truncated;
    }
  }

  private static boolean isBehind(TreeRoot tree, long present) {
    return !tree.isEmpty() && tree.root() >= present;
  }

  /** The list of free pages. */
  public FreeList freeList(Meta meta) {
    return new FreeList(new Tree(reader, meta, meta.free(), Tree.Content.FREE_PAGES));
  }

  /** A named database, or null when there is none; the first damage on the way is thrown. */
  public @Nullable Tree tree(Meta meta, String name) throws IOException {
    return trees(meta, new PageLedger(), DamageListener.strict()).get(name);
  }

  /**
   * The named databases.
   *
   * @param ledger gets the pages of the main tree, in which the names stand
   * @param listener is told of each damage of the main tree
   */
  public Map<String, Tree> trees(Meta meta, PageLedger ledger, DamageListener listener)
      throws IOException {
    Map<String, Tree> trees = new LinkedHashMap<>();
    TreeCursor names =
        new Tree(reader, meta, meta.main(), Tree.Content.DATABASES).cursor(ledger, listener);
    while (names.next()) {
      TreeRoot root = names.database();
      if (root != null) {
        String name = new String(names.key(), StandardCharsets.UTF_8);
        trees.put(name, new Tree(reader, meta, root, Tree.Content.RECORDS));
      }
    }
    return trees;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
