package io.reactiveregistry.yaml;

import io.reactiveregistry.error.Excerpt;
import io.reactiveregistry.error.InvalidTemplateException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Parses one document of a strict subset of YAML 1.1: no anchors, aliases, merge keys and tags, no
 * duplicate keys, keys are scalars, at most {@value #MAX_NESTING} levels, and nothing behind the
 * document.
 *
 * <p>Aliases and merge keys are refused rather than resolved: a template has no use for them, and
 * each of them is a way to make a small file large.
 */
final class DocumentParser {

  /** In code points: how much of a name or tag stands in what is said about it. */
  static final int LONGEST_EXCERPT = 200;

  /**
   * How deep collections may be nested; more than the model takes, whose own limit is stated in its
   * terms.
   */
  static final int MAX_NESTING = 64;

  private static final String MERGE_KEY = "<<";
  private static final Pattern DIRECTIVE = Pattern.compile("^%", Pattern.MULTILINE);

  private final Source source;
  private final String text;
  private final ParserImpl parser;

  private DocumentParser(String text, Source source) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(Integer.MAX_VALUE); // the bytes have been counted before
    this.source = source;
    this.text = text;
    this.parser = new ParserImpl(new StreamReader(text), options);
  }

  /** The root of the only document, or null when there is none. */
  static @Nullable YamlNode parse(String text, Source source) {
    return new DocumentParser(text, source).document();
  }

  private @Nullable YamlNode document() {
    next(); // the stream begins
    if (next().is(Event.ID.StreamEnd)) {
      if (DIRECTIVE.matcher(text).find()) {
        throw source.refuse(
            "only directives (%YAML) stand in it; put a line of --- and the template behind them");
      }
      return null;
    }
    YamlNode root = node(next(), 0);
    next(); // the document ends
    Event end = next();
    if (!end.is(Event.ID.StreamEnd)) {
      throw source.refuse(
          line(end), "a second document begins here; put each template into a file of its own");
    }
    return root;
  }

  private YamlNode node(Event event, int depth) {
    if (event instanceof AliasEvent) {
      throw source.refuse(line(event), "aliases (*name) are not supported; repeat the value");
    }
    if (event instanceof NodeEvent node && node.getAnchor() != null) {
      throw source.refuse(line(event), "anchors (&name) are not supported; remove it");
    }
    if (event instanceof ScalarEvent scalar) {
      return scalar(scalar);
    }
    if (depth >= MAX_NESTING) {
      throw source.refuse(
          line(event),
          "values are nested more than %d levels deep; flatten them".formatted(MAX_NESTING));
    }
    if (event instanceof SequenceStartEvent sequence) {
      requireUntagged(sequence, sequence.getTag());
      return sequence(line(event), depth);
    }
    if (event instanceof MappingStartEvent mapping) {
      requireUntagged(mapping, mapping.getTag());
      return mapping(line(event), depth);
    }
    throw new IllegalStateException("No node begins with the event " + event.getEventId());
  }

  private YamlNode.Scalar scalar(ScalarEvent event) {
    requireUntagged(event, event.getTag());
    String value = event.getValue();
    for (int i = 0; i < value.length(); i++) {
      if (Character.isHighSurrogate(value.charAt(i))
          && i + 1 < value.length()
          && Character.isLowSurrogate(value.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(value.charAt(i))) {
        throw source.refuse(
            line(event),
            "the text has the unpaired surrogate U+%04X, which UTF-8 cannot express; remove it"
                .formatted((int) value.charAt(i)));
      }
    }
    return new YamlNode.Scalar(line(event), value, event.isPlain());
  }

  private YamlNode sequence(int line, int depth) {
    List<YamlNode> items = new ArrayList<>();
    for (Event event = next(); !event.is(Event.ID.SequenceEnd); event = next()) {
      items.add(node(event, depth + 1));
    }
    return new YamlNode.Sequence(line, items);
  }

  private YamlNode mapping(int line, int depth) {
    Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
    for (Event event = next(); !event.is(Event.ID.MappingEnd); event = next()) {
      YamlNode.Scalar key = key(event, depth);
      YamlNode value = node(next(), depth + 1);
      YamlNode.Entry earlier = entries.putIfAbsent(key.text(), new YamlNode.Entry(key, value));
      if (earlier != null) {
        throw source.refuse(
            key.line(),
            "the key '%s' stands on line %d already; remove one of them"
                .formatted(Excerpt.of(key.text(), LONGEST_EXCERPT), earlier.key().line()));
      }
    }
    return new YamlNode.Mapping(line, entries);
  }

  private YamlNode.Scalar key(Event event, int depth) {
    if (!(node(event, depth + 1) instanceof YamlNode.Scalar key)) {
      throw source.refuse(
          line(event),
          "a key must be a text, not a list or a map; a text that begins with {{ or [ has to be in quotes");
    }
    if (key.plain() && key.text().equals(MERGE_KEY)) {
      throw source.refuse(line(event), "merge keys (<<) are not supported; repeat the entries");
    }
    return key;
  }

  private void requireUntagged(Event event, @Nullable String tag) {
    if (tag != null) {
      throw source.refuse(
          line(event),
          "tags (%s) are not supported; remove it, or quote the text"
              .formatted(Excerpt.of(tag, LONGEST_EXCERPT)));
    }
  }

  private Event next() {
    try {
      return parser.getEvent();
    } catch (MarkedYAMLException e) {
      Mark place = e.getProblemMark();
      String problem = SyntaxProblem.of(e);
      throw place == null
          ? source.malformed(problem, e)
          : source.malformed(place.getLine() + 1, place.getColumn() + 1, problem, e);
    } catch (ReaderException e) {
      throw unreadable(e);
    } catch (YAMLException | IllegalArgumentException e) {
      // The parser lets a few errors of the JDK through, all of them for escapes beyond Unicode.
      throw source.malformed(
          "an escape in double quotes is no character of Unicode; correct it", e);
    }
  }

  private InvalidTemplateException unreadable(ReaderException e) {
    int position = text.offsetByCodePoints(0, e.getPosition());
    int lineStart = text.lastIndexOf('\n', position - 1) + 1;
    return source.malformed(
        1 + (int) text.chars().limit(position).filter(c -> c == '\n').count(),
        text.codePointCount(lineStart, position) + 1,
        "the character U+%04X may not stand in it; write it as an escape in double quotes"
            .formatted(e.getCodePoint()),
        e);
  }

  private static int line(Event event) {
    return event.getStartMark().getLine() + 1;
  }
}
