package io.reactiveregistry.yaml;

import com.google.errorprone.annotations.CheckReturnValue;
import io.reactiveregistry.TemplateSpec;

/**
 * One template as a YAML document.
 *
 * <pre>
 *   id: support/greeting
 *   version: 1.2.0
 *   description: Greets a customer
 *   template: |
 *     Dear {{ name }},
 *     how may we help?
 *   inputs:
 *     name:
 *       type: string
 *       required: true
 *   metadata:
 *     owner: support
 * </pre>
 *
 * <p>{@code id} and {@code template} must be there. A missing version is {@link
 * TemplateSpec#DEFAULT_VERSION}; the {@code type} of an input is {@code string} and {@code
 * required} is true unless they say otherwise; an optional {@code default} and {@code description}
 * may follow. A value of null counts as absent.
 *
 * <p>Where the model wants a text, the text counts as written ({@code version: 1.0} is "1.0",
 * {@code description: no} is "no"). In metadata and defaults, scalars mean what YAML 1.1 says and
 * PyYAML reads ({@code yes} is true, {@code 017} is 15, {@code ~} is null); dates stay texts.
 *
 * <p>Directives before the document are passed over: {@code %YAML 1.2} is read by the same rules as
 * 1.1, and tags are refused, whatever {@code %TAG} says.
 *
 * <p>Refused, with file, line and reason: more bytes than the limit, lines of more than 65,536
 * characters, anything but strict UTF-8 (a byte order mark is tolerated), more than one document,
 * duplicate keys, anchors, aliases, merge keys, tags, keys that are not texts, nesting beyond 64
 * levels in the file or {@value TemplateSpec#MAX_NESTING} in metadata and defaults, integers beyond
 * 64 bits, infinities and NaN, and whatever the model refuses.
 */
@CheckReturnValue
public final class YamlTemplates {

  /** How many bytes a document may have unless told otherwise: 1 MiB. */
  public static final int DEFAULT_MAX_BYTES = 1024 * 1024;

  private YamlTemplates() {}

  /**
   * Parses a document of at most {@link #DEFAULT_MAX_BYTES} bytes. Blocks for no longer than the
   * parsing takes.
   *
   * @param source what errors name, usually the path of the file
   * @throws io.reactiveregistry.error.InvalidTemplateException whose path is the source, with the
   *     line behind a colon where it is known; with a {@link MalformedYamlException} as its cause
   *     where the text is no YAML at all
   */
  public static TemplateSpec parse(byte[] yaml, String source) {
    return parseWithWarnings(yaml, source, DEFAULT_MAX_BYTES).template();
  }

  /**
   * Parses a document and tells which of its fields a template does not have.
   *
   * @param source what errors name, usually the path of the file
   * @param maxBytes how many bytes are taken
   * @throws io.reactiveregistry.error.InvalidTemplateException as {@link #parse} does
   */
  public static ParsedTemplate parseWithWarnings(byte[] yaml, String source, int maxBytes) {
    Source named = new Source(source);
    String text = DocumentText.decode(yaml, maxBytes, named);
    return TemplateReader.read(DocumentParser.parse(text, named), named);
  }

  /**
   * Formats a template so that {@link #parse} gives an equal one, whatever its texts hold. Equal
   * templates with equal key orders give equal documents.
   *
   * @return a document that ends with a line break
   */
  public static String format(TemplateSpec spec) {
    return TemplateWriter.write(spec);
  }
}
