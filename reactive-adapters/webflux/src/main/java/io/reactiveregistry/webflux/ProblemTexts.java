package io.reactiveregistry.webflux;

import io.reactiveregistry.error.ChangesCompactedException;
import io.reactiveregistry.error.ConflictException;
import io.reactiveregistry.error.ConflictException.Subject;
import io.reactiveregistry.error.CorruptTemplateException;
import io.reactiveregistry.error.InvalidInputException;
import io.reactiveregistry.error.InvalidTemplateException;
import io.reactiveregistry.error.LabelledVersionException;
import io.reactiveregistry.error.MapFullException;
import io.reactiveregistry.error.OverloadedException;
import io.reactiveregistry.error.ReadOnlyRegistryException;
import io.reactiveregistry.error.RegistryClosedException;
import io.reactiveregistry.error.RegistryException;
import io.reactiveregistry.error.RenderingException;
import io.reactiveregistry.error.StoreFailedException;
import io.reactiveregistry.error.StoreFullException;
import io.reactiveregistry.error.TemplateNotFoundException;
import io.reactiveregistry.error.UnknownOutcomeException;
import io.reactiveregistry.error.UnsupportedFeatureException;
import org.jspecify.annotations.Nullable;

/** What a caller is told of an error: what is wrong, and what to do about it over HTTP. */
final class ProblemTexts {

  private ProblemTexts() {}

  /**
   * @param base what stands before the paths that the text names, or null to name none
   */
  static String of(RegistryException error, @Nullable String base) {
    if (error instanceof TemplateNotFoundException absent) {
      return absent(absent, base);
    }
    if (error instanceof ConflictException conflict) {
      return conflict(conflict);
    }
    if (error instanceof ChangesCompactedException compacted) {
      return compacted(compacted);
    }
    if (error instanceof UnsupportedFeatureException unsupported) {
      return "The store of this server has no " + unsupported.feature();
    }
    if (error instanceof InvalidTemplateException
        || error instanceof InvalidInputException
        || error instanceof RenderingException
        || error instanceof LabelledVersionException) {
      return error.getMessage();
    }
    if (error instanceof OverloadedException) {
      return "The server has too many requests to answer; nothing was done, repeat it after a pause";
    }
    if (error instanceof RegistryClosedException) {
      return "The server is shutting down; nothing was done";
    }
    if (error instanceof ReadOnlyRegistryException) {
      return "The store is read-only; nothing was done";
    }
    if (error instanceof StoreFullException || error instanceof MapFullException) {
      return "The store is full; nothing was saved, reading goes on";
    }
    if (error instanceof UnknownOutcomeException) {
      return "It is unknown whether this was done; look before repeating it";
    }
    if (error instanceof StoreFailedException) {
      return "The store has failed and has to be opened again";
    }
    if (error instanceof CorruptTemplateException damaged) {
      return "The stored template '%s' is damaged; save it again".formatted(damaged.id());
    }
    return "The store failed; the server's log says why";
  }

  private static String absent(TemplateNotFoundException absent, @Nullable String base) {
    if (absent.label() != null) {
      return "Template '%s' has no label '%s'; its resource /labels lists those that exist"
          .formatted(absent.id(), absent.label());
    }
    if (absent.version() == null) {
      return "No template has the id '%s'".formatted(absent.id())
          + (base == null ? "" : "; GET %s/templates lists those that exist".formatted(base));
    }
    return "Template '%s' has no version '%s'; its resource /versions lists those that exist"
        .formatted(absent.id(), absent.version());
  }

  /** For who has given a condition, in whose terms the registry's own text is not. */
  static String labelConflict(ConflictException conflict) {
    String place =
        conflict.actual() == null ? "nowhere" : "on version '%s'".formatted(conflict.actual());
    return "The label of template '%s' stands %s, which is not what the request expects; nothing was done, GET it and decide anew"
        .formatted(conflict.id(), place);
  }

  private static String conflict(ConflictException conflict) {
    if (conflict.subject() != Subject.CURRENT) {
      return conflict.getMessage();
    }
    if (conflict.actual() == null) {
      return "There is no template '%s'; nothing was done".formatted(conflict.id());
    }
    return conflict.expected() == null
        ? "There is a template '%s' already; nothing was done".formatted(conflict.id())
        : "Template '%s' is not the one that If-Match names; nothing was done, GET it and decide anew"
            .formatted(conflict.id());
  }

  private static String compacted(ChangesCompactedException compacted) {
    return compacted.afterRevision() > compacted.latest()
        ? "There is no revision %d yet, the last one is %d (has an older backup been restored?); read everything again, then go on after %d"
            .formatted(compacted.afterRevision(), compacted.latest(), compacted.latest())
        : "Not all changes after revision %d are kept; read everything again, then go on after %d or later"
            .formatted(compacted.afterRevision(), compacted.oldestAvailable());
  }
}
