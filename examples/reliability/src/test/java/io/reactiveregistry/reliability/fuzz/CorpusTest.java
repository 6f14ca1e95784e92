package io.reactiveregistry.reliability.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every input that was ever worth keeping, and some changes of each, in every build. */
class CorpusTest {

  private static final int CHANGES = 400;

  static List<Target> targets() {
    return Target.withoutControl();
  }

  @ParameterizedTest
  @MethodSource("targets")
  void everyTargetKeepsItsPromiseForItsCorpus(Target target) {
    List<byte[]> corpus = Corpus.of(target);

    assertThat(corpus).hasSizeGreaterThan(3);
    corpus.forEach(input -> tryInput(target, input));
  }

  @ParameterizedTest
  @MethodSource("targets")
  void everyTargetKeepsItsPromiseForChangesOfItsCorpus(Target target) {
    SplittableRandom random = new SplittableRandom();
    List<byte[]> corpus = Corpus.of(target);
    for (int i = 0; i < CHANGES; i++) {
      byte[] input = corpus.get(random.nextInt(corpus.size()));
      tryInput(target, changed(input, random)); // names the input when it fails
    }
  }

  @Test
  void theControlDoesNotKeepItsPromise() {
    byte[] greatList = HexFormat.of().parseHex("dd0effffff");

    assertThatThrownBy(() -> Target.TRUSTING_RECORD.tryInput(greatList))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("bytes of memory");
  }

  @Test
  void everyTargetHasALabelOfItsOwn() {
    assertThat(Arrays.stream(Target.values()).map(Target::label)).doesNotHaveDuplicates();
  }

  private static void tryInput(Target target, byte[] input) {
    try {
      target.tryInput(input);
    } catch (Throwable e) {
      throw new AssertionError(
          "%s, input %s".formatted(target, HexFormat.of().formatHex(input)), e);
    }
  }

  private static byte[] changed(byte[] input, SplittableRandom random) {
    List<Byte> bytes = new ArrayList<>();
    for (byte b : input) {
      bytes.add(b);
    }
    for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
      int at = random.nextInt(bytes.size() + 1);
      if (at == bytes.size() || random.nextInt(3) == 0) {
        bytes.add(at, (byte) random.nextInt());
      } else if (random.nextBoolean()) {
        bytes.set(at, (byte) random.nextInt());
      } else {
        bytes.remove(at);
      }
    }
    byte[] changed = new byte[bytes.size()];
    for (int i = 0; i < changed.length; i++) {
      changed[i] = bytes.get(i);
    }
    return changed;
  }
}
