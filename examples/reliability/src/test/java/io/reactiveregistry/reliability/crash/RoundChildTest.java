package io.reactiveregistry.reliability.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.reliability.Run;
import io.reactiveregistry.reliability.Scale;
import io.reactiveregistry.reliability.SkippedException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class RoundChildTest {

  @TempDir private Path directory;
  private RoundChild child;

  @BeforeEach
  void start() throws IOException {
    try {
      child = RoundChild.in(new Run(Scale.SHORT, 1, directory, progress -> {}));
    } catch (SkippedException e) {
      Assumptions.abort(e.getMessage());
    }
  }

  @AfterEach
  void end() {
    if (child != null) {
      child.close();
    }
  }

  @Test
  void callsAreCountedAndTheOneAskedForFails() throws IOException {
    RoundReply healthy = child.run(round("healthy", Fault.NONE));
    assertThat(healthy.struck()).isZero();
    assertThat(healthy.calls()).isGreaterThan(20);
    assertThat(healthy.acknowledged()).isNotEmpty();

    RoundReply once = child.run(round("once", new Fault(20, Fault.Kind.EIO, false)));
    assertThat(once.struck()).isEqualTo(1);

    RoundReply again = child.run(round("again", new Fault(20, Fault.Kind.ENOSPC, true)));
    assertThat(again.struck()).isGreaterThan(1);
  }

  @Test
  void aChildThatWasKilledAtACallIsReplaced() throws IOException {
    RoundMain.Round killed = round("killed", new Fault(12, Fault.Kind.KILL, false));
    assertThat(child.run(killed).ended()).isFalse();

    RoundReply found = child.run(killed.look());
    assertThat(found.ended()).isTrue();
    assertThat(found.broken()).isEmpty();
  }

  private RoundMain.Round round(String name, Fault fault) {
    return new RoundMain.Round(directory.resolve(name), 1, 8, fault, false);
  }
}
