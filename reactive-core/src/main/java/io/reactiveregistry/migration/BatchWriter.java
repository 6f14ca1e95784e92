package io.reactiveregistry.migration;

import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.InvalidTemplateException;
import io.reactiveregistry.error.TemplateNotFoundException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Writes batches, and finds the members that the target refuses. One batch at a time. */
final class BatchWriter {

  private static final Pattern MEMBER = Pattern.compile("^specs\\[\\d+](?:\\.|$)");

  private final ReactiveRegistry target;
  private final boolean dryRun;
  private final Problems problems;
  private final ProgressReporter progress;
  private final AtomicLong saved = new AtomicLong();
  private final AtomicLong deleted = new AtomicLong();
  private final AtomicLong forgottenVersions = new AtomicLong();

  BatchWriter(
      ReactiveRegistry target, boolean dryRun, Problems problems, ProgressReporter progress) {
    this.target = target;
    this.dryRun = dryRun;
    this.problems = problems;
    this.progress = progress;
  }

  /** Encoding a batch takes time, and the subscribing thread may be a reader of a registry. */
  Mono<Void> write(List<Comparison> batch) {
    List<Comparison> saves = batch.stream().filter(Comparison::needsSaving).toList();
    List<Comparison> deletions = batch.stream().filter(member -> !member.needsSaving()).toList();
    return Flux.concat(
            write(saves, saved, this::save, this::refuseSaving),
            write(deletions, deleted, this::delete, this::refuseDeletion))
        .then()
        .subscribeOn(Schedulers.parallel());
  }

  /** Divides a batch that is refused because of a member until that member is alone. */
  private Mono<Void> write(
      List<Comparison> members,
      AtomicLong counter,
      Function<List<Comparison>, Mono<Void>> operation,
      BiConsumer<Comparison, Throwable> refusal) {
    if (members.isEmpty()) {
      return Mono.empty();
    }
    Mono<Void> written = dryRun ? Mono.empty() : Mono.defer(() -> operation.apply(members));
    return written
        .then(Mono.<Void>fromRunnable(() -> count(members, counter)))
        .onErrorResume(
            TemplateComparison::isOfOneTemplate,
            error -> {
              if (members.size() == 1) {
                return Mono.fromRunnable(() -> refusal.accept(members.get(0), error));
              }
              int middle = members.size() / 2;
              return Flux.just(members.subList(0, middle), members.subList(middle, members.size()))
                  .concatMap(half -> write(half, counter, operation, refusal))
                  .then();
            });
  }

  private void count(List<Comparison> members, AtomicLong counter) {
    counter.addAndGet(members.size());
    if (!dryRun) {
      progress.written(members.size());
    }
  }

  private Mono<Void> save(List<Comparison> members) {
    List<TemplateSpec> specs =
        members.stream().flatMap(member -> member.differing().stream()).toList();
    return Overload.retry(target.saveBatch(specs)).then(countForgottenVersions(members));
  }

  private Mono<Void> delete(List<Comparison> members) {
    return Overload.retry(target.deleteBatch(members.stream().map(Comparison::id).toList())).then();
  }

  /** The report names the template, whichever member of a batch of ours it was. */
  private void refuseSaving(Comparison member, Throwable error) {
    if (error instanceof InvalidTemplateException invalid) {
      String path = MEMBER.matcher(invalid.path()).replaceFirst("");
      problems.fail(
          member.id(),
          new InvalidTemplateException(
              path.isEmpty() ? "template" : path, invalid.reason(), invalid));
    } else {
      problems.fail(member.id(), error);
    }
  }

  private void refuseDeletion(Comparison member, Throwable error) {
    boolean goneAlready = error instanceof TemplateNotFoundException;
    if (!goneAlready) {
      problems.fail(member.id(), error);
    }
  }

  /** A registry does not say whether it keeps older versions, so look. */
  private Mono<Void> countForgottenVersions(List<Comparison> members) {
    return Flux.fromIterable(members)
        .filter(member -> member.differing().size() > 1)
        .concatMap(
            member ->
                Overload.retry(target.listVersions(member.id()).collectList())
                    .doOnNext(
                        kept ->
                            forgottenVersions.addAndGet(
                                member.differing().stream()
                                    .filter(spec -> !kept.contains(spec.version()))
                                    .count())))
        .then();
  }

  long saved() {
    return saved.get();
  }

  long deleted() {
    return deleted.get();
  }

  /** How many of the versions given to the target it no longer has. */
  long forgottenVersions() {
    return forgottenVersions.get();
  }
}
