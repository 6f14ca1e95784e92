package io.reactiveregistry.examples.bulkimport;

import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.InvalidTemplateException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the templates stand that are not in yet: a batch that is refused names its member by a
 * number, which says nothing to the user. It holds no more than is under way.
 */
final class BatchPlaces {

  /** How a batch names the member that it is refused for. */
  private static final Pattern MEMBER = Pattern.compile("specs\\[(\\d+)](?:\\.(.+))?");

  private final int batchSize;
  private final Queue<String> underWay = new ConcurrentLinkedQueue<>();

  BatchPlaces(int batchSize) {
    this.batchSize = batchSize;
  }

  /** Remembers where it stands. */
  TemplateSpec remember(FoundTemplate found) {
    underWay.add(found.place());
    return found.template();
  }

  /** Forgets the oldest batch; it may have saved less than it has, where something was in. */
  void committed() {
    for (int i = 0; i < batchSize; i++) {
      if (underWay.poll() == null) {
        return; // the last batch may be smaller
      }
    }
  }

  /** The same error, which names the place if it is of a member of the oldest batch. */
  InvalidTemplateException locate(InvalidTemplateException error) {
    Matcher member = MEMBER.matcher(error.path());
    if (!member.matches()) {
      return error;
    }
    String field = member.group(2);
    String reason = field == null ? error.reason() : field + ": " + error.reason();
    return underWay.stream()
        .skip(Integer.parseInt(member.group(1)))
        .findFirst()
        .map(place -> new InvalidTemplateException(place, reason, error))
        .orElse(error);
  }
}
