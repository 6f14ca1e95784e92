package io.reactiveregistry.jinja;

import com.hubspot.jinjava.el.ext.NamedParameterOperator;
import com.hubspot.jinjava.el.ext.PowerOfOperator;
import com.hubspot.jinjava.el.ext.StringConcatOperator;
import com.hubspot.jinjava.el.ext.TruncDivOperator;
import java.util.ArrayList;
import java.util.List;
import jinjava.de.odysseus.el.tree.impl.Scanner.Symbol;
import org.jspecify.annotations.Nullable;

/**
 * The grammar of Jinja2's expressions over the tokens of the library, one method for each level of
 * precedence, the loosest first.
 */
final class ExpressionParser {

  /** So that neither reading nor evaluating an expression exhausts the stack. */
  static final int MAX_LENGTH = 16_384;

  private final TokenCursor tokens;
  private final int maxNesting;
  private int nesting;

  private ExpressionParser(TokenCursor tokens, int maxNesting) {
    this.tokens = tokens;
    this.maxNesting = maxNesting;
  }

  /** Begins to read a text. */
  static ExpressionParser of(String text, int maxNesting) {
    if (text.length() > MAX_LENGTH) {
      throw RenderingProblem.of(
          "an expression has %d characters, %d are allowed; split it with 'set'",
          text.length(), MAX_LENGTH);
    }
    return new ExpressionParser(TokenCursor.of(text), maxNesting);
  }

  /** Reads a text that is one expression, or several with commas between them: a tuple. */
  static Expression parse(String text, int maxNesting) {
    ExpressionParser parser = of(text, maxNesting);
    Expression expression = parser.tuple();
    parser.tokens.end();
    return expression;
  }

  Expression tuple() {
    Expression first = condition();
    if (!tokens.at(Symbol.COMMA)) {
      return first;
    }
    List<Expression> elements = new ArrayList<>(List.of(first));
    while (tokens.skip(Symbol.COMMA) && !tokens.atEnd()) {
      elements.add(condition());
    }
    return Operations.tuple(elements);
  }

  /** {@code value if test else other}. */
  Expression condition() {
    enter();
    Expression value = alternative();
    while (tokens.skipWord("if")) {
      Expression test = alternative();
      Expression other = tokens.skipWord("else") ? condition() : Operations.NOTHING;
      value = Operations.choice(test, value, other);
    }
    nesting--;
    return value;
  }

  /** Everything but an {@code if}, which a loop has its own meaning for. */
  Expression alternative() {
    Expression left = conjunction();
    while (tokens.skipWord("or")) {
      left = Operations.or(left, conjunction());
    }
    return left;
  }

  private Expression conjunction() {
    Expression left = negation();
    while (tokens.skipWord("and")) {
      left = Operations.and(left, negation());
    }
    return left;
  }

  private Expression negation() {
    if (!tokens.isWord("not")) {
      return comparison();
    }
    tokens.advance();
    enter();
    Expression operand = negation();
    nesting--;
    return Operations.not(operand);
  }

  private Expression comparison() {
    Expression first = sum();
    List<Operations.Comparison> comparisons = new ArrayList<>();
    for (Operations.Comparator comparator; (comparator = comparator()) != null; ) {
      comparisons.add(new Operations.Comparison(comparator, sum()));
    }
    return comparisons.isEmpty() ? first : Operations.compare(first, comparisons);
  }

  private Operations.@Nullable Comparator comparator() {
    Operations.Comparator comparator =
        switch (tokens.symbol()) {
          case EQ -> Comparisons::equal;
          case NE -> (r, left, right) -> !Comparisons.equal(r, left, right);
          case LT -> (r, left, right) -> Comparisons.compare(r, left, right) < 0;
          case LE -> (r, left, right) -> Comparisons.compare(r, left, right) <= 0;
          case GT -> (r, left, right) -> Comparisons.compare(r, left, right) > 0;
          case GE -> (r, left, right) -> Comparisons.compare(r, left, right) >= 0;
          default -> null;
        };
    if (comparator != null) {
      tokens.advance();
      return comparator;
    }
    if (tokens.skipWord("in")) {
      return (r, left, right) -> Comparisons.contains(r, right, left);
    }
    if (tokens.isWord("not") && TokenCursor.isWord(tokens.following(), "in")) {
      tokens.advance();
      tokens.advance();
      return (r, left, right) -> !Comparisons.contains(r, right, left);
    }
    return null;
  }

  private Expression sum() {
    Expression left = concatenation();
    while (true) {
      if (tokens.skip(Symbol.PLUS)) {
        left = Operations.binary(left, concatenation(), Arithmetic::add);
      } else if (tokens.skip(Symbol.MINUS)) {
        left = Operations.binary(left, concatenation(), (r, a, b) -> Arithmetic.subtract(a, b));
      } else {
        return left;
      }
    }
  }

  private Expression concatenation() {
    Expression first = product();
    if (!tokens.at(StringConcatOperator.TOKEN)) {
      return first;
    }
    List<Expression> parts = new ArrayList<>(List.of(first));
    while (tokens.skip(StringConcatOperator.TOKEN)) {
      parts.add(product());
    }
    return Operations.concatenation(parts);
  }

  private Expression product() {
    Expression left = power();
    while (true) {
      if (tokens.skip(Symbol.MUL)) {
        left = Operations.binary(left, power(), Arithmetic::multiply);
      } else if (tokens.skip(Symbol.DIV)) {
        left = Operations.binary(left, power(), (r, a, b) -> Arithmetic.divide(a, b));
      } else if (tokens.skip(Symbol.MOD)) {
        left = Operations.binary(left, power(), Operations::modulo);
      } else if (tokens.skip(TruncDivOperator.TOKEN)) {
        left = Operations.binary(left, power(), (r, a, b) -> Arithmetic.floorDivide(a, b));
      } else {
        return left;
      }
    }
  }

  private Expression power() {
    Expression left = filtered();
    while (tokens.skip(PowerOfOperator.TOKEN)) {
      left = Operations.binary(left, filtered(), (r, a, b) -> Arithmetic.power(a, b));
    }
    return left;
  }

  private Expression filtered() {
    return filters(sign());
  }

  private Expression sign() {
    if (!tokens.at(Symbol.MINUS) && !tokens.at(Symbol.PLUS)) {
      return accessed(primary());
    }
    boolean isMinus = tokens.at(Symbol.MINUS);
    tokens.advance();
    enter();
    Expression operand = sign();
    nesting--;
    return isMinus
        ? (rendering, scope) -> Arithmetic.negate(operand.evaluate(rendering, scope))
        : (rendering, scope) -> Arithmetic.plus(operand.evaluate(rendering, scope));
  }

  /** Filters and tests that follow a value. */
  Expression filters(Expression value) {
    Expression filtered = value;
    while (true) {
      if (tokens.isImage("|")) {
        tokens.advance();
        filtered =
            Calls.filter(
                filtered, tokens.name(), tokens.at(Symbol.LPAREN) ? arguments() : List.of());
      } else if (tokens.isWord("is")) {
        tokens.advance();
        filtered = test(filtered);
      } else {
        return filtered;
      }
    }
  }

  private Expression test(Expression value) {
    boolean isNegated = tokens.skipWord("not");
    String name = tokens.skipWord("in") ? "in" : tokens.name();
    List<Calls.Argument> arguments = List.of();
    if (tokens.at(Symbol.LPAREN)) {
      arguments = arguments();
    } else if (beginsArgument()) {
      arguments = List.of(new Calls.Argument(null, accessed(primary())));
    }
    return Calls.test(value, name, arguments, isNegated);
  }

  private boolean beginsArgument() {
    return switch (tokens.symbol()) {
      case STRING, INTEGER, FLOAT, LBRACK -> true;
      case IDENTIFIER -> !tokens.isReserved();
      default -> tokens.isImage("{");
    };
  }

  /** Members, elements, parts and calls that follow a value. */
  private Expression accessed(Expression value) {
    Expression accessed = value;
    while (true) {
      if (tokens.at(Symbol.FLOAT) && tokens.image().startsWith(".")) { // tags.0
        accessed =
            Operations.subscript(
                accessed, Operations.constant(integer(tokens.image().substring(1))));
        tokens.advance();
      } else if (tokens.skip(Symbol.DOT)) {
        accessed =
            tokens.at(Symbol.INTEGER)
                ? Operations.subscript(accessed, primary())
                : Operations.member(accessed, tokens.anyName());
      } else if (tokens.skip(Symbol.LBRACK)) {
        accessed = subscript(accessed);
      } else if (tokens.at(Symbol.LPAREN)) {
        accessed = Calls.call(accessed, arguments());
      } else {
        return accessed;
      }
    }
  }

  private Expression subscript(Expression owner) {
    List<@Nullable Expression> bounds = new ArrayList<>();
    bounds.add(tokens.at(Symbol.COLON) ? null : tuple());
    while (bounds.size() < 3 && tokens.skip(Symbol.COLON)) {
      bounds.add(tokens.at(Symbol.COLON) || tokens.at(Symbol.RBRACK) ? null : condition());
    }
    tokens.expect(Symbol.RBRACK, "]");
    Expression key = bounds.get(0);
    if (bounds.size() == 1 && key != null) {
      return Operations.subscript(owner, key);
    }
    return Operations.slice(owner, key, bounds.get(1), bounds.size() == 3 ? bounds.get(2) : null);
  }

  private Expression primary() {
    return switch (tokens.symbol()) {
      case IDENTIFIER -> word(tokens.name());
      case STRING -> string();
      case INTEGER -> Operations.constant(integer(tokens.take()));
      case FLOAT -> Operations.constant(Double.valueOf(tokens.take()));
      case LPAREN -> group();
      case LBRACK -> list();
      default -> {
        if (!tokens.isImage("{") || tokens.atEnd()) {
          throw tokens.unexpected("a value");
        }
        yield map();
      }
    };
  }

  private static Expression word(String name) {
    return switch (name) {
      case "true", "True" -> Operations.constant(true);
      case "false", "False" -> Operations.constant(false);
      case "none", "None" -> Operations.constant(null);
      default -> Operations.variable(name);
    };
  }

  /** Texts that follow each other are one. */
  private Expression string() {
    StringBuilder text = new StringBuilder();
    while (tokens.at(Symbol.STRING)) {
      text.append(tokens.take());
    }
    return Operations.constant(text.toString());
  }

  private static Object integer(String digits) {
    try {
      return Long.valueOf(digits);
    } catch (NumberFormatException e) {
      throw RenderingProblem.of(
          "the integer %s does not fit into 64 bits; write it as a text or as a float", digits);
    }
  }

  private Expression group() {
    tokens.advance();
    if (tokens.skip(Symbol.RPAREN)) {
      return Operations.tuple(List.of());
    }
    Expression expression = tupleUntil(Symbol.RPAREN);
    tokens.expect(Symbol.RPAREN, ")");
    return expression;
  }

  private Expression tupleUntil(Symbol end) {
    Expression first = condition();
    if (!tokens.at(Symbol.COMMA)) {
      return first;
    }
    List<Expression> elements = new ArrayList<>(List.of(first));
    while (tokens.skip(Symbol.COMMA) && !tokens.at(end)) {
      elements.add(condition());
    }
    return Operations.tuple(elements);
  }

  private Expression list() {
    tokens.advance();
    List<Expression> elements = new ArrayList<>();
    while (!tokens.at(Symbol.RBRACK)) {
      elements.add(condition());
      if (!tokens.skip(Symbol.COMMA)) {
        break;
      }
    }
    tokens.expect(Symbol.RBRACK, "]");
    return Operations.list(elements);
  }

  private Expression map() {
    tokens.advance();
    List<Operations.Entry> entries = new ArrayList<>();
    while (!tokens.isImage("}")) {
      Expression key = condition();
      tokens.expect(Symbol.COLON, ":");
      entries.add(new Operations.Entry(key, condition()));
      if (!tokens.skip(Symbol.COMMA)) {
        break;
      }
    }
    if (!tokens.isImage("}") || tokens.atEnd()) {
      throw tokens.unexpected("}");
    }
    tokens.advance();
    return Operations.map(entries);
  }

  /** What stands between parentheses after a name. */
  List<Calls.Argument> arguments() {
    tokens.expect(Symbol.LPAREN, "(");
    List<Calls.Argument> arguments = new ArrayList<>();
    while (!tokens.at(Symbol.RPAREN)) {
      boolean isNamed =
          tokens.at(Symbol.IDENTIFIER) && tokens.following() == NamedParameterOperator.TOKEN;
      String name = isNamed ? tokens.name() : null;
      if (isNamed) {
        tokens.advance();
      }
      arguments.add(new Calls.Argument(name, condition()));
      if (!tokens.skip(Symbol.COMMA)) {
        break;
      }
    }
    tokens.expect(Symbol.RPAREN, ")");
    return arguments;
  }

  /** Where it stands, for what is around the expression. */
  TokenCursor tokens() {
    return tokens;
  }

  private void enter() {
    if (++nesting > maxNesting) {
      throw RenderingProblem.ofLimit(
          "the nesting of an expression", maxNesting, "levels", "maxNesting");
    }
  }
}
