package io.reactiveregistry.webflux;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;

/** What an import has done so far, and the lines that tell of it. */
final class ImportCount {

  private static final Log LOG = LogFactory.getLog(ImportCount.class);
  private static final long NOTHING_COMMITTED = -1;

  private final String base;
  private final AtomicBoolean told = new AtomicBoolean();
  private final AtomicLong read = new AtomicLong();
  private final AtomicLong imported = new AtomicLong();
  private final AtomicLong skipped = new AtomicLong();
  private final AtomicLong lastRevision = new AtomicLong(NOTHING_COMMITTED);

  /**
   * @param base what stands before the paths that a problem names
   */
  ImportCount(String base) {
    this.base = base;
  }

  void read() {
    read.incrementAndGet();
  }

  /** The answer has begun: what goes wrong now can only be told in its last line. */
  void told() {
    told.set(true);
  }

  boolean hasTold() {
    return told.get();
  }

  ImportProgress refused(Refusal refusal) {
    skipped.incrementAndGet();
    return new ImportProgress("refused", refusal.fields());
  }

  ImportProgress committed(long line, int saved, long revision) {
    lastRevision.set(revision);
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("line", line);
    fields.put("saved", saved);
    fields.put("imported", imported.addAndGet(saved));
    fields.put("revision", revision);
    return new ImportProgress("committed", fields);
  }

  ImportProgress complete() {
    return end(true, null);
  }

  ImportProgress failed(Throwable error) {
    ProblemDetail problem = Problems.of(error, base);
    if (Problems.isForTheLog(problem)) {
      LOG.error("An import failed", error);
    }
    return end(false, ProblemAnswer.fields(problem));
  }

  private ImportProgress end(boolean complete, @Nullable Map<String, @Nullable Object> problem) {
    long revision = lastRevision.get();
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("complete", complete);
    fields.put("imported", imported.get());
    fields.put("skipped", skipped.get());
    fields.put("failed", read.get() - imported.get() - skipped.get());
    fields.put("lastRevision", revision == NOTHING_COMMITTED ? null : revision);
    if (problem != null) {
      fields.put("problem", problem);
    }
    return new ImportProgress("end", fields);
  }
}
