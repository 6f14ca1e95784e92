package io.reactiveregistry.datafile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever bytes a file holds, a walk ends, reports what is wrong and goes on with the rest. */
@Timeout(120)
class DamagedFileTest {

  private static final int PAGE = 4096;
  private static final int LAST_PAGE_AT = 136;
  private static final int TRANSACTION_AT = 144;

  @TempDir Path directory;

  private byte[] healthy = new byte[0];
  private List<String> someKeys = List.of();
  private int newest;

  @BeforeEach
  void fillAnEnvironment() throws IOException {
    Random random = new Random(5);
    try (RealEnvironment environment = RealEnvironment.open(directory)) {
      for (int commit = 0; commit < 8; commit++) {
        environment.commit("records", changes(random));
        environment.commit("others", changes(random));
      }
      healthy = Files.readAllBytes(environment.file());
      someKeys = environment.list("records").keySet().stream().limit(20).toList();
      newest = (int) (environment.lastTransactionId() & 1);
    }
  }

  private static Map<String, byte @Nullable []> changes(Random random) {
    Map<String, byte @Nullable []> changes = new TreeMap<>();
    for (int i = 0; i < 60; i++) {
      String key = "k".repeat(1 + random.nextInt(100)) + random.nextInt(200);
      int length = random.nextInt(random.nextInt(10) == 0 ? 10_000 : 300);
      changes.put(key, random.nextInt(4) == 0 ? null : new byte[length]);
    }
    return changes;
  }

  @Test
  void aFlippedBitAnywhereEndsInAReportOrInNothing() throws IOException {
    Random random = new Random(6);
    for (int i = 0; i < 1500; i++) {
      // Half of them where the metadata of LMDB stands, the others anywhere.
      int at = random.nextInt(healthy.length);
      int position = i % 2 == 0 ? at : at / PAGE * PAGE + random.nextInt(160);
      int bit = 1 << random.nextInt(8);
      examine("bit %d of byte %d".formatted(bit, position), flip(position, bit));
    }
  }

  @Test
  void manyFlippedBitsTooDoNot() throws IOException {
    Random random = new Random(7);
    for (int i = 0; i < 200; i++) {
      byte[] damaged = healthy.clone();
      for (int flips = 0; flips < 200; flips++) {
        damaged[2 * PAGE + random.nextInt(damaged.length - 2 * PAGE)] ^=
            (byte) (1 << random.nextInt(8));
      }
      assertThat(examine("round " + i, damaged)).isNotEmpty();
    }
  }

  @Test
  void everyPageThatIsWipedIsReportedUnlessItIsFree() throws IOException {
    for (int page : pagesWithAHeader()) {
      byte[] damaged = healthy.clone();
      ByteBuffer.wrap(damaged).position(page * PAGE).put(new byte[PAGE]);

      assertThat(examine("page " + page, damaged)).as("page %d", page).isNotEmpty();
    }
  }

  @Test
  void everyPageThatIsWrittenToAnotherPlaceIsReported() throws IOException {
    List<Integer> pages = pagesWithAHeader();
    for (int i = 0; i < pages.size(); i++) {
      byte[] damaged = healthy.clone();
      int other = pages.get((i + 1) % pages.size());
      System.arraycopy(healthy, other * PAGE, damaged, pages.get(i) * PAGE, PAGE);

      assertThat(examine("page " + pages.get(i), damaged)).isNotEmpty();
    }
  }

  @Test
  void whatLiesOnOtherPagesIsStillRead() throws IOException {
    int all = keys(healthy).size();
    int leaf =
        pagesWithAHeader().stream()
            .filter(page -> healthy[page * PAGE + 10] == TreePage.LEAF)
            .reduce((first, second) -> second)
            .orElseThrow();
    byte[] damaged = healthy.clone();
    ByteBuffer.wrap(damaged).position(leaf * PAGE).put(new byte[PAGE]);

    assertThat(keys(damaged).size()).isGreaterThan(all / 2);
  }

  @Test
  void aPageThatRefersToItselfDoesNotMakeAnEndlessWalk() throws IOException {
    int branch =
        pagesWithAHeader().stream()
            .filter(page -> healthy[page * PAGE + 10] == TreePage.BRANCH)
            .findFirst()
            .orElseThrow();
    byte[] damaged = healthy.clone();
    ByteBuffer buffer = ByteBuffer.wrap(damaged).order(ByteOrder.nativeOrder());
    int node = buffer.getShort(branch * PAGE + 16) & 0xFFFF;
    buffer.putInt(branch * PAGE + node, branch);

    assertThat(examine("branch " + branch, damaged)).anyMatch(text -> text.contains("used twice"));
  }

  @Test
  void aPageThatRefersToItselfDoesNotMakeAnEndlessLookup() throws IOException {
    byte[] damaged = healthy.clone();
    try (DataFile file = DataFile.open(write(healthy))) {
      int root =
          (int) Objects.requireNonNull(file.tree(file.newestMeta(), "records")).root().root();
      ByteBuffer buffer = ByteBuffer.wrap(damaged).order(ByteOrder.nativeOrder());
      int node = buffer.getShort(root * PAGE + 16) & 0xFFFF;
      buffer.putInt(root * PAGE + node, root);
    }
    try (DataFile file = DataFile.open(write(damaged))) {
      Tree tree = Objects.requireNonNull(file.tree(file.newestMeta(), "records"));

      assertThatExceptionOfType(DamagedFileException.class)
          .isThrownBy(() -> tree.lookup().find(new byte[] {1}))
          .withMessageContaining("deeper than 32");
    }
  }

  @Test
  void theStateThatLmdbWouldTakeIsRefusedWhenItCannotBeRight() throws IOException {
    refused(meta -> meta.putLong(LAST_PAGE_AT, Long.MAX_VALUE), "last page");
    refused(meta -> meta.putLong(LAST_PAGE_AT, -1), "last page");
    refused(meta -> meta.putLong(TRANSACTION_AT, meta.getLong(TRANSACTION_AT) + 1), "transaction");
    refused(meta -> meta.putLong(32, 4096), "4096");
    refused(meta -> meta.putLong(128, 1 << 30), "root");
    refused(meta -> meta.putShort(94, (short) 33), "levels");
    refused(meta -> meta.putLong(128, -1), "no root");
    refused(meta -> meta.putShort(44, (short) 0), "free pages");
  }

  @Test
  void aMetaPageThatLmdbWouldRefuseIsRefusedToo() throws IOException {
    for (int page = 0; page < 2; page++) {
      int start = page * PAGE;
      refused(healthy.clone(), file -> file.putInt(start + 16, 0), "not a meta page");
      refused(healthy.clone(), file -> file.putLong(start, 7), "header");
      refused(healthy.clone(), file -> file.putShort(start + 10, (short) 0), "header");
    }
    refused(healthy.clone(), file -> file.putInt(PAGE + 20, 3), "format 3");
    refused(healthy.clone(), file -> file.putInt(PAGE + 40, 8192), "8192");
  }

  @Test
  void theOlderStateMayBeAnything() throws IOException {
    byte[] damaged = healthy.clone();
    ByteBuffer older = ByteBuffer.wrap(damaged).order(ByteOrder.nativeOrder());
    older.putLong((1 - newest) * PAGE + LAST_PAGE_AT, Long.MAX_VALUE);

    assertThat(examine("older state", damaged)).isEmpty();
  }

  private void refused(Consumer<ByteBuffer> change, String reason) throws IOException {
    byte[] damaged = healthy.clone();
    ByteBuffer meta = ByteBuffer.wrap(damaged, newest * PAGE, PAGE).slice();
    change.accept(meta.order(ByteOrder.nativeOrder()));
    refused(damaged, file -> {}, reason);
  }

  private void refused(byte[] damaged, Consumer<ByteBuffer> change, String reason)
      throws IOException {
    change.accept(ByteBuffer.wrap(damaged).order(ByteOrder.nativeOrder()));
    try (DataFile file = DataFile.open(write(damaged))) {
      assertThatExceptionOfType(DamagedFileException.class)
          .isThrownBy(file::newestMeta)
          .withMessageContaining(reason);
    }
  }

  /** Everything that is reported about the file. */
  private Set<String> examine(String what, byte[] bytes) throws IOException {
    Set<String> reports = new HashSet<>();
    try (DataFile file = DataFile.open(write(bytes))) {
      Meta meta = file.newestMeta();
      Structure.walk(file, meta, new PageLedger(), (page, reason) -> reports.add(reason), reports);
      lookUp(file, meta, reports);
      strictly(file, meta, reports.isEmpty());
    } catch (DamagedFileException | ForeignFileException refused) {
      reports.add(refused.getMessage());
    } catch (RuntimeException | Error e) {
      throw new AssertionError(what, e);
    }
    return reports;
  }

  private void lookUp(DataFile file, Meta meta, Set<String> reports) throws IOException {
    for (Tree tree : file.trees(meta, new PageLedger(), (page, reason) -> {}).values()) {
      TreeLookup lookup = tree.lookup();
      for (String key : someKeys) {
        try {
          if (lookup.find(key.getBytes(StandardCharsets.UTF_8))) {
            lookup.value();
          }
        } catch (DamagedFileException damaged) {
          assertThat(reports).as(damaged.getMessage()).isNotEmpty();
        }
      }
    }
  }

  private static void strictly(DataFile file, Meta meta, boolean expected) throws IOException {
    try {
      Structure.requireSound(file, meta);
    } catch (DamagedFileException e) {
      if (expected && !e.getMessage().contains("neither used nor free")) {
        throw new AssertionError(e);
      }
    }
  }

  private Set<String> keys(byte[] bytes) throws IOException {
    Set<String> keys = new HashSet<>();
    PageLedger ledger = new PageLedger();
    try (DataFile file = DataFile.open(write(bytes))) {
      for (Tree tree : file.trees(file.newestMeta(), ledger, (page, reason) -> {}).values()) {
        TreeCursor cursor = tree.cursor(ledger, (page, reason) -> {});
        while (cursor.next()) {
          keys.add(tree.root().root() + RealEnvironment.text(cursor.key()));
        }
      }
    }
    return keys;
  }

  /** All pages in use, except those in the middle of great values. */
  private List<Integer> pagesWithAHeader() throws IOException {
    Set<Long> free = new HashSet<>();
    try (DataFile file = DataFile.open(write(healthy))) {
      file.freeList(file.newestMeta())
          .forEach(new PageLedger(), DamageListener.strict(), free::add);
    }
    ByteBuffer buffer = ByteBuffer.wrap(healthy).order(ByteOrder.nativeOrder());
    List<Integer> pages = new ArrayList<>();
    for (int page = 2; page < healthy.length / PAGE; page++) {
      if (buffer.getLong(page * PAGE) == page && !free.contains((long) page)) {
        pages.add(page);
      }
    }
    return pages;
  }

  private byte[] flip(int position, int bit) {
    byte[] damaged = healthy.clone();
    damaged[position] ^= (byte) bit;
    return damaged;
  }

  private Path write(byte[] bytes) throws IOException {
    return Files.write(directory.resolve("copy"), bytes);
  }
}
