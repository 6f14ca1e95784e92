package io.reactiveregistry.contract;

import io.reactiveregistry.TemplateChange;
import io.reactiveregistry.error.ChangesCompactedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.FluxSink;

/**
 * Every change there ever was, and those who follow it. It belongs to the thread of the registry,
 * but for what says otherwise.
 */
final class ChangeLog {

  private final List<TemplateChange> changes = new ArrayList<>();

  /** Whoever cancels leaves by itself, on any thread. */
  private final Set<ChangeFeed> feeds = ConcurrentHashMap.newKeySet();

  private volatile long revision;

  /** The revision of the last write. May be asked from any thread. */
  long revision() {
    return revision;
  }

  /** Adds the changes of one write. */
  void append(List<TemplateChange> written) {
    changes.addAll(written);
    revision = written.get(0).revision();
  }

  /** Emits to each follower what it has requested and not yet got. */
  void emit() {
    feeds.forEach(ChangeFeed::emit);
  }

  void follow(long afterRevision, FluxSink<TemplateChange> subscriber) {
    if (afterRevision > revision) {
      subscriber.error(new ChangesCompactedException(afterRevision, 0, revision));
      return;
    }
    ChangeFeed feed = new ChangeFeed(changes, positionAfter(afterRevision), subscriber);
    feeds.add(feed);
    subscriber.onDispose(() -> feeds.remove(feed));
    subscriber.onRequest(requested -> feed.emit());
  }

  private int positionAfter(long afterRevision) {
    return (int) changes.stream().takeWhile(change -> change.revision() <= afterRevision).count();
  }

  /** Ends all following. */
  void fail(RuntimeException error) {
    feeds.forEach(feed -> feed.fail(error));
  }
}
