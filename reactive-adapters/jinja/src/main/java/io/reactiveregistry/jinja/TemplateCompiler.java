package io.reactiveregistry.jinja;

import com.hubspot.jinjava.tree.ExpressionNode;
import com.hubspot.jinjava.tree.Node;
import com.hubspot.jinjava.tree.TagNode;
import com.hubspot.jinjava.tree.TextNode;
import com.hubspot.jinjava.tree.parse.ExpressionToken;
import com.hubspot.jinjava.tree.parse.TextToken;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Makes blocks of a tree. Everything that can be known to be wrong is found out here. */
final class TemplateCompiler {

  private static final Pattern LINE_BREAKS = Pattern.compile("\r\n?");

  /** What a tag or expression takes to compile, in the steps of {@link Rendering#work}. */
  private static final long STEPS = 512;

  private final Rendering rendering;
  private final int maxNesting;
  private int nesting;

  private TemplateCompiler(Rendering rendering) {
    this.rendering = rendering;
    this.maxNesting = rendering.limits().nesting();
  }

  /**
   * Compiles a template. As Jinja2 has it, its line breaks become line feeds, and a single one at
   * the end is dropped. It counts towards the time of the rendering that needs it.
   */
  static Block compile(String template, Rendering rendering) {
    RenderingLimits limits = rendering.limits();
    if (template.length() > limits.templateCharacters()) {
      throw RenderingProblem.of(
          "the template has %d characters, %d may be rendered; split it, or raise"
              + " maxTemplateCharacters",
          template.length(), limits.templateCharacters());
    }
    String lines = LINE_BREAKS.matcher(template).replaceAll("\n");
    String text = lines.endsWith("\n") ? lines.substring(0, lines.length() - 1) : lines;
    return new TemplateCompiler(rendering)
        .all(TemplateTree.of(TemplateText.prepare(text)).getChildren());
  }

  int maxNesting() {
    return maxNesting;
  }

  Block all(List<Node> nodes) {
    if (++nesting > maxNesting) {
      throw RenderingProblem.ofLimit("the nesting of blocks", maxNesting, "levels", "maxNesting");
    }
    List<Block> blocks = new ArrayList<>(nodes.size());
    nodes.forEach(node -> blocks.add(block(node)));
    nesting--;
    return Block.all(blocks);
  }

  private Block block(Node node) {
    rendering.work(STEPS);
    if (node instanceof TextNode) {
      return Blocks.text(((TextToken) node.getMaster()).output());
    }
    if (node instanceof ExpressionNode) {
      String text = ((ExpressionToken) node.getMaster()).getExpr();
      return Blocks.output(expression(node, text));
    }
    if (node instanceof TagNode tag) {
      try {
        return new TagCompiler(this, tag).block();
      } catch (RenderingProblem e) {
        throw e.at(node.getLineNumber(), Excerpts.of(node.getMaster().getImage()));
      }
    }
    throw RenderingProblem.of("there is a part of unknown kind: %s", node.getName());
  }

  /** An expression that fills its place. */
  Expression expression(Node node, String text) {
    try {
      return placed(node, text, ExpressionParser.parse(text, maxNesting));
    } catch (RenderingProblem e) {
      throw e.at(node.getLineNumber(), Excerpts.of(text));
    }
  }

  Expression placed(Node node, String text, Expression expression) {
    return new PlacedExpression(expression, node.getLineNumber(), Excerpts.of(text));
  }
}
