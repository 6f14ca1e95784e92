package io.reactiveregistry.contract;

import io.reactiveregistry.IdRange;
import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.TemplateRef;
import io.reactiveregistry.WriteCondition;
import java.util.List;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/**
 * Every call that every registry has; all succeed and end where templates {@code a} and {@code
 * deleted} were saved.
 */
enum Call {
  LOAD,
  LOAD_VERSION,
  LOAD_REF,
  FIND,
  LOAD_ALL,
  LIST_IDS,
  LIST_IDS_OF_RANGE,
  LIST_VERSIONS,
  DIFF,
  EXISTS,
  COUNT,
  METADATA,
  SAVE,
  SAVE_IF,
  SAVE_BATCH,
  SAVE_ALL,
  DELETE,
  DELETE_IF,
  DELETE_BATCH,
  DELETE_VERSION,
  ROLLBACK,
  FIRST_CHANGE;

  Publisher<?> on(ReactiveRegistry registry) {
    return switch (this) {
      case LOAD -> registry.load("a");
      case LOAD_VERSION -> registry.load("a", "0.1.0");
      case LOAD_REF -> registry.load(TemplateRef.version("a", "0.1.0"));
      case FIND -> registry.find("a");
      case LOAD_ALL -> registry.loadAll(Flux.just("a"));
      case LIST_IDS -> registry.listIds();
      case LIST_IDS_OF_RANGE -> registry.listIds(IdRange.prefix("a"));
      case LIST_VERSIONS -> registry.listVersions("a");
      case DIFF -> registry.diff("a", "0.1.0", "0.1.0");
      case EXISTS -> registry.exists("a");
      case COUNT -> registry.count();
      case METADATA -> registry.metadata();
      case SAVE -> registry.save(Templates.template("saved"));
      case SAVE_IF -> registry.save(Templates.template("saved"), WriteCondition.absent());
      case SAVE_BATCH -> registry.saveBatch(List.of(Templates.template("saved")));
      case SAVE_ALL -> registry.saveAll(Flux.just(Templates.template("saved")), 10);
      case DELETE -> registry.delete("deleted");
      case DELETE_IF -> registry.delete("deleted", WriteCondition.present());
      case DELETE_BATCH -> registry.deleteBatch(List.of("deleted"));
      case DELETE_VERSION -> registry.deleteVersion("deleted", "0.1.0");
      case ROLLBACK -> registry.rollback("a", "0.1.0");
      case FIRST_CHANGE -> registry.changes(0).take(1);
    };
  }
}
