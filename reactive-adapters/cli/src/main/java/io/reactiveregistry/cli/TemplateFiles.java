package io.reactiveregistry.cli;

import io.reactiveregistry.AuditableRegistry.Finding;
import io.reactiveregistry.AuditableRegistry.Severity;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.InvalidTemplateException;
import io.reactiveregistry.yaml.ParsedTemplate;
import io.reactiveregistry.yaml.UnknownField;
import io.reactiveregistry.yaml.YamlTemplates;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads the YAML files that a user names, and collects what is wrong with all of them. */
final class TemplateFiles {

  private static final String STANDARD_INPUT = "-";

  private final InputStream standardInput;
  private final List<TemplateSpec> templates = new ArrayList<>();
  private final List<Finding> failures = new ArrayList<>();
  private final List<Finding> warnings = new ArrayList<>();
  private boolean unreadable;

  TemplateFiles(InputStream standardInput) {
    this.standardInput = standardInput;
  }

  void read(String file) {
    try {
      add(
          file,
          YamlTemplates.parseWithWarnings(
              bytes(file), displayName(file), YamlTemplates.DEFAULT_MAX_BYTES));
    } catch (InvalidTemplateException e) {
      failures.add(new Finding(Severity.ERROR, e.path(), e.reason()));
    } catch (IOException e) {
      unreadable = true;
      failures.add(new Finding(Severity.ERROR, displayName(file), reason(e)));
    }
  }

  private void add(String file, ParsedTemplate parsed) {
    templates.add(parsed.template());
    for (UnknownField field : parsed.unknownFields()) {
      warnings.add(
          new Finding(
              Severity.WARNING,
              displayName(file) + ":" + field.line(),
              ("the field '%s' is unknown, so its value is not saved;"
                      + " correct its name, or put it under metadata")
                  .formatted(field.field())));
    }
  }

  static String displayName(String file) {
    return file.equals(STANDARD_INPUT) ? "standard input" : file;
  }

  /** One byte more than is allowed is enough for the parser to refuse. */
  private byte[] bytes(String file) throws IOException {
    int limit = YamlTemplates.DEFAULT_MAX_BYTES + 1;
    if (file.equals(STANDARD_INPUT)) {
      return standardInput.readNBytes(limit);
    }
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      return in.readNBytes(limit);
    }
  }

  private static String reason(IOException error) {
    if (error instanceof NoSuchFileException) {
      return "there is no such file";
    }
    return error instanceof AccessDeniedException
        ? "this process may not read it"
        : "it cannot be read: " + error.getMessage();
  }

  /** In the order read; complete only when nothing failed. */
  List<TemplateSpec> templates() {
    return templates;
  }

  List<Finding> failures() {
    return failures;
  }

  List<Finding> warnings() {
    return warnings;
  }

  /** Whether a file could not be read at all, as opposed to being broken. */
  boolean unreadable() {
    return unreadable;
  }
}
