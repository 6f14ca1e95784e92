package io.reactiveregistry.webflux;

import static org.springframework.http.MediaType.APPLICATION_YAML;

import io.reactiveregistry.TemplateSpec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ETag;
import org.springframework.http.MediaType;
import org.springframework.web.server.ServerWebInputException;
import org.springframework.web.util.UriUtils;

/**
 * The strong entity tags of templates: {@code "<content hash>"} of the JSON form, and {@code
 * "<content hash>-yaml"} of the YAML form, since two forms are not the same bytes.
 */
final class EntityTags {

  private static final String YAML_SUFFIX = "-yaml";
  private static final Pattern TAG = Pattern.compile("([0-9a-f]{64})(?:" + YAML_SUFFIX + ")?");

  private static final String ANY_TAG = "(?:W/)?\"[^\"]*+\"";

  /** As RFC 9110, 13.1.1 has them: a star, or tags in quotes. */
  private static final Pattern LIST =
      Pattern.compile("\\s*(?:\\*|" + ANY_TAG + "(?:\\s*,\\s*" + ANY_TAG + ")*+)\\s*");

  private EntityTags() {}

  /**
   * The tags in a header; none when it is not made of tags. Spring takes whatever has a star in it
   * for one, under which everything would be written.
   */
  static List<ETag> parse(String header) {
    return LIST.matcher(header).matches() ? ETag.parse(header) : List.of();
  }

  /**
   * The tags in If-Match, of which there is at least one.
   *
   * @throws ServerWebInputException when it is not made of tags
   */
  static List<ETag> ofIfMatch(String header) {
    List<ETag> tags = parse(header);
    if (tags.isEmpty()) {
      throw new ServerWebInputException(
          "If-Match has no entity tag; send the ETag of a GET, in its quotes");
    }
    return tags;
  }

  static String of(TemplateSpec template, MediaType type) {
    return '"' + template.contentHash() + (type.equals(APPLICATION_YAML) ? YAML_SUFFIX : "") + '"';
  }

  /** The tag of a label that stands on this version. */
  static String ofLabelAt(String version) {
    return "\"%s\"".formatted(UriUtils.encode(version, StandardCharsets.UTF_8));
  }

  /** The version in the tag of a label. */
  static String version(ETag tag) {
    return PercentEncoding.decode(tag.tag());
  }

  /** The content hash in a tag; null when it is none that this server has given. */
  static @Nullable String contentHash(ETag tag) {
    Matcher parts = TAG.matcher(tag.tag());
    return !tag.weak() && parts.matches() ? parts.group(1) : null;
  }
}
