package io.reactiveregistry.reliability.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.LabelMove;
import io.reactiveregistry.TemplateChange.Deleted;
import io.reactiveregistry.TemplateChange.LabelMoved;
import io.reactiveregistry.TemplateChange.Saved;
import io.reactiveregistry.TemplateSpec;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExpectedStateTest {

  private static final WriteUnit SAVE =
      WriteUnit.saving(1, List.of(TemplateSpec.builder("a").version("1").build()));

  private final ExpectedState state = new ExpectedState();

  @BeforeEach
  void save() {
    assertThat(state.changes(SAVE, 9)).containsExactly(new Saved(9, "a", "1"));
    state.apply(SAVE);
  }

  @Test
  void aLabelIsMovedOnce() {
    WriteUnit move = moving(LabelMove.to("a", "live", "1"));
    assertThat(state.changes(move, 9)).containsExactly(new LabelMoved(9, "a", "live", "1"));

    state.apply(move);

    assertThat(state.changes(move, 9)).isEmpty();
    assertThat(state.lines()).first().asString().endsWith("{live=1}");
  }

  @Test
  void aReleaseOfWhichOnePartIsAbsentIsRefused() {
    WriteUnit move = moving(LabelMove.to("a", "live", "1"), LabelMove.to("b", "live", "1"));
    assertThat(state.changes(move, 9)).isEmpty();
    assertThat(state.changes(moving(LabelMove.to("a", "live", "2")), 9)).isEmpty();
    assertThat(state.changes(moving(LabelMove.remove("a", "live")), 9)).isEmpty();

    state.apply(move);

    assertThat(state.lines()).first().asString().endsWith("{}");
  }

  @Test
  void aDeletedTemplateLeavesNoLabel() {
    state.apply(moving(LabelMove.to("a", "live", "1")));
    WriteUnit delete = WriteUnit.deleting(2, List.of("a"));
    assertThat(state.changes(delete, 9)).containsExactly(new Deleted(9, "a"));

    state.apply(delete);
    state.apply(SAVE);

    assertThat(state.lines()).first().asString().endsWith("{}");
    assertThat(state.changes(WriteUnit.deleting(3, List.of("a", "b")), 9)).isEmpty();
  }

  private static WriteUnit moving(LabelMove... moves) {
    return new WriteUnit(2, List.of(), List.of(), List.of(moves));
  }
}
