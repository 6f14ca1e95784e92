package io.reactiveregistry.jinja;

import com.hubspot.jinjava.tree.Node;
import com.hubspot.jinjava.tree.TagNode;
import com.hubspot.jinjava.tree.parse.TextToken;
import java.util.ArrayList;
import java.util.List;
import jinjava.de.odysseus.el.tree.impl.Scanner.Symbol;

/** Makes a block of one tag and what it encloses. */
final class TagCompiler {

  /** The variable that filters of a block begin with; no template can name it. */
  private static final String CAPTURED = "captured text";

  private final TemplateCompiler compiler;
  private final TagNode tag;

  TagCompiler(TemplateCompiler compiler, TagNode tag) {
    this.compiler = compiler;
    this.tag = tag;
  }

  Block block() {
    return switch (tag.getName()) {
      case "if" -> branches();
      case "for" -> loop();
      case "set" -> set();
      case "with" -> with();
      case "filter" -> filter();
      case "macro" -> macro();
      case "call" -> call();
      case "raw" -> raw();
      case "print" -> Blocks.output(compiler.expression(tag, tag.getHelpers()));
      case "else", "elif" ->
          throw RenderingProblem.of(
              "'%s' stands outside of an 'if' or 'for'; move it inside", tag.getName());
      default ->
          throw RenderingProblem.of(
              "the tag '%s' is not available; there are if, for, set, with, filter, macro, call,"
                  + " raw and print, and no template can reach another",
              tag.getName());
    };
  }

  private ExpressionParser header() {
    return ExpressionParser.of(tag.getHelpers(), compiler.maxNesting());
  }

  private Expression placed(Expression expression) {
    return compiler.placed(tag, tag.getName() + " " + tag.getHelpers().strip(), expression);
  }

  private Block body() {
    return compiler.all(tag.getChildren());
  }

  /** The children up to and after an {@code else}. */
  private List<Section> sections() {
    List<Section> sections = new ArrayList<>();
    sections.add(new Section(tag, new ArrayList<>()));
    for (Node child : tag.getChildren()) {
      if (child instanceof TagNode divider
          && (divider.getName().equals("else") || divider.getName().equals("elif"))) {
        sections.add(new Section(divider, new ArrayList<>()));
      } else {
        sections.get(sections.size() - 1).nodes().add(child);
      }
    }
    return sections;
  }

  /** What follows a tag up to the next divider. */
  private record Section(TagNode divider, List<Node> nodes) {

    boolean isElse() {
      return divider.getName().equals("else");
    }
  }

  private Block branches() {
    List<Blocks.Branch> branches = new ArrayList<>();
    Block otherwise = Blocks.NOTHING;
    List<Section> sections = sections();
    for (int index = 0; index < sections.size(); index++) {
      Section section = sections.get(index);
      if (!section.isElse()) {
        TagNode divider = section.divider();
        branches.add(
            new Blocks.Branch(
                compiler.expression(divider, divider.getHelpers()), compiler.all(section.nodes())));
      } else if (index == sections.size() - 1) {
        otherwise = compiler.all(section.nodes());
      } else {
        throw RenderingProblem.of("'else' must be the last branch of an 'if'; move it");
      }
    }
    return Blocks.branches(branches, otherwise);
  }

  private Block loop() {
    ExpressionParser header = header();
    Target target = target(header, true);
    if (!header.tokens().skipWord("in")) {
      throw RenderingProblem.of("'for' has no 'in'; write 'for element in list'");
    }
    Expression sequence = placed(loopedOver(header));
    Expression condition = header.tokens().skipWord("if") ? placed(header.alternative()) : null;
    if (header.tokens().skipWord("recursive")) {
      throw RenderingProblem.of("recursive loops are not available; use a macro that calls itself");
    }
    header.tokens().end();
    List<Section> sections = sections();
    if (sections.size() > 2 || (sections.size() == 2 && !sections.get(1).isElse())) {
      throw RenderingProblem.of("'for' takes one 'else' and no 'elif'");
    }
    Block otherwise = sections.size() == 2 ? compiler.all(sections.get(1).nodes()) : Blocks.NOTHING;
    return new Loop(target, sequence, condition, compiler.all(sections.get(0).nodes()), otherwise);
  }

  private static Expression loopedOver(ExpressionParser header) {
    Expression first = header.alternative();
    if (!header.tokens().at(Symbol.COMMA)) {
      return first;
    }
    List<Expression> elements = new ArrayList<>(List.of(first));
    while (header.tokens().skip(Symbol.COMMA)) {
      elements.add(header.alternative());
    }
    return Operations.tuple(elements);
  }

  /**
   * One variable, or several with commas between them.
   *
   * @param several whether several are taken without parentheses
   */
  private static Target target(ExpressionParser header, boolean several) {
    Target first;
    if (header.tokens().skip(Symbol.LPAREN)) {
      first = target(header, true);
      header.tokens().expect(Symbol.RPAREN, ")");
    } else {
      String name = header.tokens().name();
      first =
          header.tokens().skip(Symbol.DOT)
              ? Target.attribute(name, header.tokens().name())
              : Target.variable(name);
    }
    if (!several || !header.tokens().at(Symbol.COMMA)) {
      return first;
    }
    List<Target> targets = new ArrayList<>(List.of(first));
    while (header.tokens().skip(Symbol.COMMA)) {
      targets.add(target(header, false));
    }
    return Target.each(targets);
  }

  private Block set() {
    ExpressionParser header = header();
    Target target = target(header, true);
    if (header.tokens().skipAssignment()) {
      Expression value = header.tuple();
      header.tokens().end();
      return Blocks.set(target, placed(value));
    }
    return Blocks.setBody(target, body(), filtering(header));
  }

  private Block filter() {
    ExpressionParser header = ExpressionParser.of("|" + tag.getHelpers(), compiler.maxNesting());
    return Blocks.filter(filtering(header), body());
  }

  /** The filters that follow, applied to a text. */
  private Blocks.Filtering filtering(ExpressionParser header) {
    Expression filters = placed(header.filters(Operations.variable(CAPTURED)));
    header.tokens().end();
    return (rendering, scope, text) -> {
      Scope inner = scope.inner();
      inner.set(rendering, CAPTURED, text);
      return filters.evaluate(rendering, inner);
    };
  }

  private Block with() {
    ExpressionParser header = header();
    List<Blocks.Assignment> assignments = new ArrayList<>();
    while (!header.tokens().atEnd()) {
      Target target = target(header, false);
      if (!header.tokens().skipAssignment()) {
        throw RenderingProblem.of("'with' needs assignments; write 'with name = value'");
      }
      assignments.add(new Blocks.Assignment(target, placed(header.condition())));
      if (!header.tokens().skip(Symbol.COMMA)) {
        break;
      }
    }
    header.tokens().end();
    return Blocks.with(assignments, body());
  }

  private Block macro() {
    ExpressionParser header = header();
    String name = header.tokens().name();
    List<Macro.Parameter> parameters = parameters(header);
    header.tokens().end();
    return Blocks.macro(macro(name, parameters));
  }

  private Macro macro(String name, List<Macro.Parameter> parameters) {
    boolean takesMore =
        tag.getChildren().stream()
            .map(Node::reconstructImage)
            .anyMatch(image -> image.contains("varargs") || image.contains("kwargs"));
    return new Macro(name, parameters, takesMore, body());
  }

  private List<Macro.Parameter> parameters(ExpressionParser header) {
    header.tokens().expect(Symbol.LPAREN, "(");
    List<Macro.Parameter> parameters = new ArrayList<>();
    while (!header.tokens().at(Symbol.RPAREN)) {
      String name = header.tokens().name();
      parameters.add(
          new Macro.Parameter(
              name, header.tokens().skipAssignment() ? placed(header.condition()) : null));
      if (!header.tokens().skip(Symbol.COMMA)) {
        break;
      }
    }
    header.tokens().expect(Symbol.RPAREN, ")");
    return parameters;
  }

  private Block call() {
    ExpressionParser header = header();
    List<Macro.Parameter> parameters =
        header.tokens().at(Symbol.LPAREN) ? parameters(header) : List.of();
    Expression callee = Operations.variable(header.tokens().name());
    List<Calls.Argument> arguments = header.arguments();
    header.tokens().end();
    return Blocks.call(placed(callee), arguments, macro("caller", parameters));
  }

  /** What stands in it as it is. */
  private Block raw() {
    List<Block> texts = new ArrayList<>();
    for (Node child : tag.getChildren()) {
      texts.add(
          Blocks.text(
              child.getMaster() instanceof TextToken text
                  ? text.output()
                  : child.reconstructImage()));
    }
    return Block.all(texts);
  }
}
