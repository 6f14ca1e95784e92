package io.reactiveregistry.lmdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OwnerOrderTest {

  @Test
  void anIdThatContinuesAnotherBeforeTheColonComesFirst() throws Exception {
    assertThat(ordered(List.of("a", "a!", "a-b", "a0", "a:b", "ab")))
        .containsExactly("a!", "a-b", "a0", "a", "a:b", "ab");
  }

  @Test
  void anyIdsComeInTheOrderOfTheirVersionKeys() throws Exception {
    Random random = new Random(1);
    for (int round = 0; round < 2000; round++) {
      TreeSet<String> ids = new TreeSet<>();
      for (int i = random.nextInt(30); i >= 0; i--) {
        ids.add(text(random));
      }
      List<String> expected = new ArrayList<>(ids);
      expected.sort((a, b) -> Arrays.compareUnsigned(Keys.ofId(a + ':'), Keys.ofId(b + ':')));

      assertThat(ordered(List.copyOf(ids))).isEqualTo(expected);
    }
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(6); i >= 0; i--) {
      text.append("!9:;a".charAt(random.nextInt(5)));
    }
    return text.toString();
  }

  private static List<String> ordered(List<String> ids) throws IOException {
    Iterator<String> source = ids.iterator();
    OwnerOrder order =
        new OwnerOrder(() -> source.hasNext() ? new Owner(Keys.ofId(source.next()), null) : null);
    List<String> result = new ArrayList<>();
    for (@Nullable Owner owner = order.next(); owner != null; owner = order.next()) {
      result.add(Keys.toText(owner.id()));
    }
    return result;
  }
}
