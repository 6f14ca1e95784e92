package io.reactiveregistry.reliability.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.TemplateChange;
import io.reactiveregistry.TemplateChange.Saved;
import java.util.List;
import org.junit.jupiter.api.Test;

class FollowedChangesTest {

  private static final TemplateChange FIRST = new Saved(3, "a", "1");
  private static final TemplateChange SECOND = new Saved(5, "a", "2");
  private static final TemplateChange THIRD = new Saved(5, "b", "1");
  private static final TemplateChange FOURTH = new Saved(6, "c", "1");

  private final FollowedChanges followed = new FollowedChanges(false);

  @Test
  void beginsWithTheFirstChange() {
    assertThat(followed.resume()).isZero();
    followed.hear(FIRST);

    assertThat(followed.resume()).isZero();
  }

  @Test
  void goesOnAfterTheLastRevisionThatIsCertainlyComplete() {
    hear(FIRST, SECOND);

    assertThat(followed.resume()).isEqualTo(3);
    hear(SECOND, THIRD, FOURTH);
    assertThat(followed.told()).containsExactly(FIRST, SECOND, THIRD, FOURTH);
    assertThat(followed.resume()).isEqualTo(5);
    assertThat(followed.violations()).isEmpty();
  }

  @Test
  void mayDieAgainBeforeItIsToldAnythingNew() {
    hear(FIRST, SECOND, THIRD);
    followed.resume();
    hear(SECOND);

    assertThat(followed.resume()).isEqualTo(3);
    hear(SECOND, THIRD, FOURTH);
    assertThat(followed.told()).containsExactly(FIRST, SECOND, THIRD, FOURTH);
  }

  @Test
  void noticesThatSomethingElseComesAgain() {
    hear(FIRST, SECOND);
    followed.resume();
    hear(THIRD);

    assertThat(followed.violations()).singleElement().asString().contains("came again as");
  }

  @Test
  void missesAChangeWhenItGoesOnTooLate() {
    FollowedChanges late = new FollowedChanges(true);
    late.resume();
    late.hear(FIRST);
    late.resume();
    List.of(FIRST, SECOND, THIRD).forEach(late::hear);

    assertThat(late.told()).containsExactly(FIRST, THIRD);
  }

  private void hear(TemplateChange... changes) {
    List.of(changes).forEach(followed::hear);
  }
}
