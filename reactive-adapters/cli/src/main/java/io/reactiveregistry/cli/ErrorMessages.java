package io.reactiveregistry.cli;

import io.reactiveregistry.error.ChangesCompactedException;
import io.reactiveregistry.error.LabelledVersionException;
import io.reactiveregistry.error.RegistryException;
import io.reactiveregistry.error.TemplateNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;

/** What to tell the user of an error: what is wrong, and what to do about it in a shell. */
final class ErrorMessages {

  private ErrorMessages() {}

  static String of(Throwable error) {
    if (error instanceof TemplateNotFoundException absent) {
      return absent(absent);
    }
    if (error instanceof LabelledVersionException labelled) {
      return "Version %s of template '%s' has the labels %s; move them with 'registry label', or add --force"
          .formatted(labelled.version(), labelled.id(), labelled.labels());
    }
    if (error instanceof ChangesCompactedException compacted) {
      return compacted(compacted);
    }
    String message = error.getMessage() == null ? error.toString() : error.getMessage();
    if (error instanceof RegistryException || error instanceof CommandFailure) {
      return Remedies.inShell(message);
    }
    if (isIo(error)) {
      return "Input or output failed: " + message;
    }
    return "This is a defect of the program (%s); run it again with --debug and report what it prints"
        .formatted(error);
  }

  private static String absent(TemplateNotFoundException absent) {
    if (absent.label() != null) {
      return "Template '%s' has no label '%s'; 'registry labels' names those that exist"
          .formatted(absent.id(), absent.label());
    }
    return absent.version() == null
        ? "No template has the id '%s'; 'registry list' names those that exist"
            .formatted(absent.id())
        : "Template '%s' has no version '%s'; 'registry versions' names those that exist"
            .formatted(absent.id(), absent.version());
  }

  private static String compacted(ChangesCompactedException compacted) {
    return compacted.afterRevision() > compacted.latest()
        ? String.format(
            Locale.ROOT,
            "There is no revision %d yet, the last one is %d (has an older backup been restored?); go on with --after %d",
            compacted.afterRevision(),
            compacted.latest(),
            compacted.latest())
        : String.format(
            Locale.ROOT,
            "Not all changes after revision %d are kept; read the store again, and go on with --after %d",
            compacted.afterRevision(),
            compacted.oldestAvailable());
  }

  static boolean isIo(Throwable error) {
    return error instanceof IOException || error instanceof UncheckedIOException;
  }
}
