package io.reactiveregistry.webflux;

import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.InvalidTemplateException;
import io.reactiveregistry.json.JsonTemplates;
import io.reactiveregistry.yaml.MalformedYamlException;
import io.reactiveregistry.yaml.ParsedTemplate;
import io.reactiveregistry.yaml.YamlTemplates;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebInputException;

/**
 * Reads the YAML that clients send. What is no YAML is a bad request; what is YAML and no template
 * is an InvalidTemplateException.
 */
final class YamlInput implements EntryParser.Form {

  private static final String BODY = "body";
  private static final String DOCUMENT = "document";
  private static final Pattern LINE_OF_DOCUMENT = Pattern.compile(DOCUMENT + ":([0-9]+)");

  private final int maxBytes;

  /**
   * @param maxBytes how long a document may be
   */
  YamlInput(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** The template that the body is. */
  TemplateSpec template(byte[] body) {
    try {
      return parse(body, BODY);
    } catch (InvalidTemplateException e) {
      if (e.getCause() instanceof MalformedYamlException malformed) {
        throw new ServerWebInputException(String.valueOf(malformed.getMessage()), null, e);
      }
      throw e;
    }
  }

  /** One document of many. */
  @Override
  public TemplateSpec parse(byte[] bytes) {
    return parse(bytes, DOCUMENT);
  }

  /** All that it throws names the source, and the line where it is known. */
  private TemplateSpec parse(byte[] bytes, String source) {
    ParsedTemplate parsed = YamlTemplates.parseWithWarnings(bytes, source, maxBytes);
    parsed.unknownFields().stream()
        .findFirst()
        .ifPresent(
            field -> {
              throw new InvalidTemplateException(
                  source + ":" + field.line(), field.field() + ": " + JsonTemplates.UNKNOWN_FIELD);
            });
    return parsed.template();
  }

  /**
   * The parser counts lines from where the document begins, the caller from where the body does.
   */
  @Override
  public Refusal refusal(long firstLine, InvalidTemplateException error) {
    Matcher place = LINE_OF_DOCUMENT.matcher(error.path());
    long line = place.matches() ? firstLine + Long.parseLong(place.group(1)) - 1 : firstLine;
    return error.getCause() instanceof MalformedYamlException malformed
        ? new Refusal(line, HttpStatus.BAD_REQUEST, null, malformed.withinLine())
        : new Refusal(line, HttpStatus.UNPROCESSABLE_CONTENT, null, error.reason());
  }
}
