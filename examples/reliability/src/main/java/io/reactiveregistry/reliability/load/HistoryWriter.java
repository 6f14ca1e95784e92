package io.reactiveregistry.reliability.load;

import io.reactiveregistry.Commit;
import io.reactiveregistry.LabelMove;
import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.WriteCondition;
import io.reactiveregistry.error.ConflictException;
import io.reactiveregistry.error.TemplateNotFoundException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The writes of one client: records what they have done, or why they were refused. Blocks. */
final class HistoryWriter {

  private static final Duration ANSWER = Duration.ofSeconds(10);

  private final ReactiveRegistry registry;
  private final History history;
  private final HistoryReader reader;

  /**
   * @param reader is told of what is learnt by writing
   */
  HistoryWriter(ReactiveRegistry registry, History history, HistoryReader reader) {
    this.registry = registry;
    this.history = history;
    this.reader = reader;
  }

  void save(TemplateSpec spec) {
    write(registry.save(spec), List.of(stepOf(spec, null)));
  }

  /** Saves it if nobody has written since the client read it last. */
  void saveIfUnchanged(TemplateSpec spec) {
    String expected = reader.known(Register.current(spec.id()));
    WriteCondition condition =
        expected.equals(Register.ABSENT)
            ? WriteCondition.absent()
            : WriteCondition.contentHash(expected);
    write(registry.save(spec, condition), List.of(stepOf(spec, expected)));
  }

  void saveBatch(List<TemplateSpec> specs) {
    write(registry.saveBatch(specs), specs.stream().map(spec -> stepOf(spec, null)).toList());
  }

  private static Step stepOf(TemplateSpec spec, @Nullable String expected) {
    return new Step.Save(spec.id(), spec.version(), spec.contentHash(), expected);
  }

  void delete(String id) {
    write(registry.delete(id), List.of(new Step.Delete(id)));
  }

  void deleteBatch(List<String> ids) {
    write(registry.deleteBatch(ids), ids.stream().map(Step.Delete::new).toList());
  }

  /** Moves labels of different templates from where the client saw them last. */
  void moveLabels(List<Step.Move> moves) {
    write(registry.moveLabels(moves.stream().map(HistoryWriter::moveOf).toList()), moves);
  }

  private static LabelMove moveOf(Step.Move move) {
    LabelMove unconditional =
        move.to().equals(Register.ABSENT)
            ? LabelMove.remove(move.id(), move.label())
            : LabelMove.to(move.id(), move.label(), move.to());
    return move.from().equals(Register.ABSENT)
        ? unconditional.ifAbsent()
        : unconditional.ifAt(move.from());
  }

  private void write(Mono<Commit> call, List<? extends Step> steps) {
    Mono.defer(
            () -> {
              long begin = history.now();
              return call.doOnNext(commit -> written(begin, commit, steps))
                  .doOnError(TemplateNotFoundException.class, e -> absent(begin, e))
                  .doOnError(ConflictException.class, e -> conflict(begin, e, steps))
                  .onErrorComplete(TemplateNotFoundException.class)
                  .onErrorComplete(ConflictException.class);
            })
        .block(ANSWER);
  }

  private void written(long begin, Commit commit, List<? extends Step> steps) {
    history.add(new History.Write(begin, history.now(), commit.revision(), List.copyOf(steps)));
    for (Step step : steps) {
      if (step instanceof Step.Save save) {
        reader.remember(Register.current(save.id()), save.body());
      } else if (step instanceof Step.Move move) {
        reader.remember(Register.place(move.id(), move.label()), move.to());
      }
    }
  }

  private void absent(long begin, TemplateNotFoundException refusal) {
    String version = refusal.version();
    seen(
        begin,
        version == null ? Register.current(refusal.id()) : Register.version(refusal.id(), version),
        Register.ABSENT);
  }

  private void conflict(long begin, ConflictException refusal, List<? extends Step> steps) {
    if (Objects.equals(refusal.expected(), refusal.actual())) {
      throw new IllegalStateException("refused without a reason", refusal);
    }
    seen(
        begin,
        registerOf(refusal, steps),
        Objects.requireNonNullElse(refusal.actual(), Register.ABSENT));
  }

  private static Register registerOf(ConflictException refusal, List<? extends Step> steps) {
    return steps.stream()
        .filter(step -> step.id().equals(refusal.id()) && step instanceof Step.Move)
        .map(step -> Register.place(refusal.id(), ((Step.Move) step).label()))
        .findFirst()
        .orElseGet(() -> Register.current(refusal.id()));
  }

  /** A refusal comes from the writer, whatever is in front of it. */
  private void seen(long begin, Register register, String value) {
    history.add(new History.Read(begin, history.now(), register, value, /* cached= */ false));
    reader.remember(register, value);
  }
}
