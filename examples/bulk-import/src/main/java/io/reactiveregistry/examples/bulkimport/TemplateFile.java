package io.reactiveregistry.examples.bulkimport;

import io.reactiveregistry.json.TemplateLine;
import io.reactiveregistry.json.TemplateLines;
import java.nio.file.Path;
import java.util.OptionalLong;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SynchronousSink;

/** A file with one template in JSON on each line. */
final class TemplateFile implements TemplateSource {

  private final Path file;

  TemplateFile(Path file) {
    this.file = file;
  }

  @Override
  public OptionalLong count() {
    return OptionalLong.empty();
  }

  @Override
  public Flux<FoundTemplate> templates(Refusals refusals) {
    return TemplateLines.read(file).handle((line, sink) -> accept(line, sink, refusals));
  }

  private static void accept(
      TemplateLine line, SynchronousSink<FoundTemplate> sink, Refusals refusals) {
    if (line instanceof TemplateLine.Accepted accepted) {
      sink.next(new FoundTemplate(place(line), accepted.template()));
    } else if (line instanceof TemplateLine.Refused refused) {
      refusals.add(place(line), refused.reason());
    }
  }

  private static String place(TemplateLine line) {
    return "line " + line.number();
  }
}
