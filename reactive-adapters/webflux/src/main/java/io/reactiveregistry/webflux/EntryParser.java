package io.reactiveregistry.webflux;

import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.InvalidTemplateException;
import org.springframework.web.server.ServerWebInputException;

/** Parses the entries of an import as strictly as the body of a PUT. */
final class EntryParser {

  /** Parses the bytes of one entry. */
  @FunctionalInterface
  interface Form {

    TemplateSpec parse(byte[] bytes);

    /**
     * What is told of an entry that is no template.
     *
     * @param firstLine where the entry begins
     */
    default Refusal refusal(long firstLine, InvalidTemplateException error) {
      return Refusal.invalid(firstLine, error);
    }
  }

  private final int maxBytes;
  private final Form form;

  EntryParser(int maxBytes, Form form) {
    this.maxBytes = maxBytes;
    this.form = form;
  }

  ParsedEntry parse(ImportEntry entry) {
    long line = entry.line();
    if (entry.tooLong()) {
      return refused(entry, Refusal.tooLong(line, maxBytes));
    }
    try {
      return new ParsedEntry(line, entry.bytes().length, form.parse(entry.bytes()), null);
    } catch (InvalidTemplateException e) {
      return refused(entry, form.refusal(line, e));
    } catch (ServerWebInputException e) {
      return refused(entry, Refusal.malformed(line, e));
    }
  }

  private static ParsedEntry refused(ImportEntry entry, Refusal refusal) {
    return new ParsedEntry(entry.line(), entry.bytes().length, null, refusal);
  }
}
