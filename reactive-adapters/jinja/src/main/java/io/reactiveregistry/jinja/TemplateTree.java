package io.reactiveregistry.jinja;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.LegacyOverrides;
import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.interpret.TemplateError;
import com.hubspot.jinjava.lib.tag.FlexibleTag;
import com.hubspot.jinjava.lib.tag.Tag;
import com.hubspot.jinjava.tree.Node;
import com.hubspot.jinjava.tree.TagNode;
import com.hubspot.jinjava.tree.TreeParser;
import com.hubspot.jinjava.tree.parse.TagToken;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Texts as trees of tags, expressions and text: what the library is used for. It is never asked to
 * evaluate anything; the tags that it is given cannot be.
 */
final class TemplateTree {

  private static final JinjavaInterpreter PARSER = parser();

  private TemplateTree() {}

  /**
   * Has the classes of the library loaded, once in a process. That may take half a second, and is
   * not to be counted towards the time of the template that happens to be the first.
   */
  static void load() {
    Objects.requireNonNull(Loaded.SAMPLE);
  }

  /** Initialised at its first use. */
  private static final class Loaded {
    static final Node SAMPLE = of("{% if x %}{{ x }}{% endif %}");
  }

  private static JinjavaInterpreter parser() {
    JinjavaConfig config =
        JinjavaConfig.newBuilder()
            .withLegacyOverrides(
                LegacyOverrides.newBuilder()
                    .withUseTrimmingForNotesAndExpressions(true)
                    .withParseWhitespaceControlStrictly(true)
                    .build())
            .build();
    Jinjava jinjava = new Jinjava(config);
    Context context = jinjava.getGlobalContext();
    context.registerTag(new SetTag());
    context.registerTag(new InertTag("filter", "endfilter"));
    context.registerTag(new InertTag("with", "endwith"));
    return new StrictParser(jinjava, context, config);
  }

  /** The tree of a text; a problem with its line where it is not well-formed. */
  static Node of(String template) {
    var current = JinjavaInterpreter.closeablePushCurrent(PARSER).get(); // some tokens ask for it
    try {
      return new TreeParser(PARSER, template).buildTree();
    } catch (RenderingProblem e) {
      throw e;
    } catch (RuntimeException e) {
      throw RenderingProblem.of("a tag or an expression is malformed; correct it");
    } finally {
      current.close();
    }
  }

  /** Keeps no errors, so that one can serve all threads; the first one ends the parsing. */
  private static final class StrictParser extends JinjavaInterpreter {

    StrictParser(Jinjava jinjava, Context context, JinjavaConfig config) {
      super(jinjava, context, config);
    }

    @Override
    public void addError(@Nullable TemplateError error) {
      if (error != null) {
        throw ParsingErrors.translate(error).at(Math.max(1, error.getLineno()), null);
      }
    }
  }

  /** A tag that has a name and an end, and nothing else. */
  private record InertTag(String getName, String getEndTagName) implements Tag {

    private static final long serialVersionUID = 1L;

    @Override
    public String interpret(TagNode node, JinjavaInterpreter interpreter) {
      throw new UnsupportedOperationException(getName);
    }
  }

  /** The one tag of which it depends on its text whether it has an end. */
  private static final class SetTag implements Tag, FlexibleTag {

    private static final long serialVersionUID = 1L;
    private static final Pattern BLOCK =
        Pattern.compile("\\s*+[\\w.]++\\s*+(?:\\|.*+)?", Pattern.DOTALL);

    @Override
    public String getName() {
      return "set";
    }

    @Override
    public String getEndTagName() {
      return "endset";
    }

    @Override
    public boolean hasEndTag(TagToken token) {
      return BLOCK.matcher(token.getHelpers()).matches();
    }

    @Override
    public String interpret(TagNode node, JinjavaInterpreter interpreter) {
      throw new UnsupportedOperationException("set");
    }
  }
}
