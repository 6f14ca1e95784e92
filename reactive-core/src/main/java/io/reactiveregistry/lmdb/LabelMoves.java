package io.reactiveregistry.lmdb;

import io.reactiveregistry.LabelMove;
import io.reactiveregistry.error.ConflictException;
import io.reactiveregistry.error.InvalidTemplateException;
import io.reactiveregistry.error.TemplateNotFoundException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Moves of labels that take effect together: all of them are checked before the first is made. */
final class LabelMoves implements WriteOperation {

  private final List<LabelMove> moves;

  private LabelMoves(List<LabelMove> moves) {
    this.moves = moves;
  }

  static WriteOperation of(Collection<LabelMove> moves) {
    if (moves == null) {
      throw new InvalidTemplateException("moves", "it is null; give a collection");
    }
    List<LabelMove> copy = new ArrayList<>(moves.size());
    for (LabelMove move : moves) {
      if (move == null) {
        throw new InvalidTemplateException(
            "moves[%d]".formatted(copy.size()), "it is null; leave it out");
      }
      copy.add(move);
    }
    return new LabelMoves(copy);
  }

  @Override
  public Counts write(WriteTransaction transaction, UnitChanges changes) {
    check(transaction);
    WritableLabels labels = transaction.labels();
    for (LabelMove move : moves) {
      String target = move.version();
      if (!Objects.equals(labels.versionOf(move.id(), move.label()), target)) {
        if (target == null) {
          labels.remove(move.id(), move.label(), changes);
        } else {
          labels.put(move.id(), move.label(), target, changes);
        }
      }
    }
    return Counts.NONE;
  }

  /**
   * Each move sees what the moves before it will have done.
   *
   * @throws TemplateNotFoundException when a version or a label to be removed does not exist
   * @throws ConflictException when a condition does not hold
   */
  private void check(WriteTransaction transaction) {
    Map<Label, @Nullable String> moved = new HashMap<>();
    for (LabelMove move : moves) {
      Label label = new Label(move.id(), move.label());
      @Nullable String stands =
          moved.containsKey(label)
              ? moved.get(label)
              : transaction.labels().versionOf(move.id(), move.label());
      @Nullable String target = move.version();
      if (target != null && !transaction.versions().exists(move.id(), target)) {
        throw new TemplateNotFoundException(move.id(), target);
      }
      move.condition().requireMet(move.id(), move.label(), stands);
      if (target == null && stands == null) {
        throw TemplateNotFoundException.ofLabel(move.id(), move.label());
      }
      moved.put(label, target);
    }
  }

  @Override
  public long bytes() {
    return moves.stream().mapToLong(LabelMoves::bytesOf).sum();
  }

  /** A move waits with its texts. */
  private static long bytesOf(LabelMove move) {
    return 128 + 2L * (move.id().length() + move.label().length());
  }

  private record Label(String id, String label) {}
}
