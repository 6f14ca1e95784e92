package io.reactiveregistry.reliability.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.reliability.Result;
import io.reactiveregistry.reliability.Run;
import io.reactiveregistry.reliability.Scale;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordDamageTest {

  private final RecordDamage experiment = new RecordDamage();

  @TempDir Path directory;

  @Test
  void everyDamageIsNoticedAndTheControlGivesWrongData() {
    Result result = experiment.run(new Run(Scale.SHORT, 1, directory, progress -> {}));

    assertThat(result.complaints()).isEmpty();
    assertThat(result.controls()).isNotEmpty().allMatch(Result.Control::noticed);
  }

  @Test
  void theSameSeedGivesTheSameFigures() {
    Result one = experiment.run(new Run(Scale.SHORT, 7, directory, progress -> {}));
    Result two = experiment.run(new Run(Scale.SHORT, 7, directory, progress -> {}));
    Result other = experiment.run(new Run(Scale.SHORT, 8, directory, progress -> {}));

    assertThat(two).isEqualTo(one).isNotEqualTo(other);
  }
}
