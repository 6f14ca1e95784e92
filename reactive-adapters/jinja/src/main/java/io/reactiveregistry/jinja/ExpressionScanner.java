package io.reactiveregistry.jinja;

import com.hubspot.jinjava.el.ext.ExtendedScanner;
import jinjava.de.odysseus.el.tree.impl.Scanner;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of an expression, as the library finds them, but for what is not Jinja2: words that
 * its expression language reserves are plain names here, and a plus is an operator even before a
 * digit.
 */
final class ExpressionScanner extends ExtendedScanner {

  private static final String BEGIN = "#{";
  private static final String END = "}";

  /** Positions count from the beginning of the expression. */
  private ExpressionScanner(String expression) {
    super(BEGIN + expression + END);
  }

  static ExpressionScanner of(String expression) {
    ExpressionScanner scanner = new ExpressionScanner(expression);
    Token unused = scanner.following(); // what begins an expression
    return scanner;
  }

  /** The next token; or a problem, in words of ours and not of the library. */
  Token following() {
    try {
      return next();
    } catch (ScanException e) {
      String input = getInput();
      char found = input.charAt(Math.min(getPosition(), input.length() - 1));
      throw found == '\'' || found == '"'
          ? RenderingProblem.of(
              "the expression is malformed: a text has an escape other than \\%s and \\\\, or is not closed; correct it",
              found)
          : RenderingProblem.of(
              "the expression is malformed: '%s' has no meaning in it; remove it, or quote a text",
              found);
    }
  }

  @Override
  protected @Nullable Token keyword(String word) {
    return null;
  }

  @Override
  protected Scanner.Token nextEval() throws ScanException {
    return getInput().charAt(getPosition()) == '+' ? fixed(Symbol.PLUS) : super.nextEval();
  }
}
