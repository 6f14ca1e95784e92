package io.reactiveregistry.jinja;

import com.hubspot.jinjava.el.ext.NamedParameterOperator;
import java.util.Set;
import jinjava.de.odysseus.el.tree.impl.Scanner.Symbol;
import jinjava.de.odysseus.el.tree.impl.Scanner.Token;
import org.jspecify.annotations.Nullable;

/** Where a parser stands among the tokens of an expression; it looks one token ahead at most. */
final class TokenCursor {

  private static final Set<String> RESERVED =
      Set.of("and", "or", "not", "in", "is", "if", "else", "elif", "recursive");

  private final ExpressionScanner scanner;
  private Token token;
  private @Nullable Token following;

  private TokenCursor(ExpressionScanner scanner) {
    this.scanner = scanner;
    this.token = scanner.following();
  }

  /** At the first token of a text. */
  static TokenCursor of(String text) {
    return new TokenCursor(ExpressionScanner.of(text));
  }

  Symbol symbol() {
    return token.getSymbol();
  }

  String image() {
    return token.getImage();
  }

  /** Whether the token is this operator, which the library has no symbol for. */
  boolean at(Token operator) {
    return token == operator;
  }

  boolean isReserved() {
    return RESERVED.contains(token.getImage());
  }

  /** The text of the token, which is passed. */
  String take() {
    String image = token.getImage();
    advance();
    return image;
  }

  /** A name that is not reserved. */
  String name() {
    if (isReserved()) {
      throw unexpected("a name");
    }
    return anyName();
  }

  String anyName() {
    if (!at(Symbol.IDENTIFIER)) {
      throw unexpected("a name");
    }
    String name = token.getImage();
    advance();
    return name;
  }

  boolean skipAssignment() {
    return skip(NamedParameterOperator.TOKEN);
  }

  boolean skipWord(String word) {
    if (isWord(token, word)) {
      advance();
      return true;
    }
    return false;
  }

  boolean skip(Symbol symbol) {
    if (at(symbol)) {
      advance();
      return true;
    }
    return false;
  }

  boolean skip(Token operator) {
    if (token == operator) {
      advance();
      return true;
    }
    return false;
  }

  boolean at(Symbol symbol) {
    return token.getSymbol() == symbol;
  }

  boolean atEnd() {
    return at(Symbol.END_EVAL) || at(Symbol.EOF);
  }

  /** Refuses what is left over. */
  void end() {
    if (!atEnd() || !isLast()) {
      throw unexpected("the end of the expression");
    }
  }

  private boolean isLast() {
    return at(Symbol.EOF) || following().getSymbol() == Symbol.EOF;
  }

  void expect(Symbol symbol, String image) {
    if (!skip(symbol)) {
      throw unexpected(image);
    }
  }

  boolean isImage(String image) {
    return token.getSymbol() != Symbol.STRING && image.equals(token.getImage());
  }

  boolean isWord(String word) {
    return isWord(token, word);
  }

  static boolean isWord(Token token, String word) {
    return token.getSymbol() == Symbol.IDENTIFIER && word.equals(token.getImage());
  }

  Token following() {
    if (following == null) {
      following = scanner.following();
    }
    return following;
  }

  void advance() {
    token = following();
    following = null;
  }

  RenderingProblem unexpected(String expected) {
    String found = atEnd() ? "its end" : "'" + Excerpts.of(token.getImage()) + "'";
    return RenderingProblem.of(
        "the expression is malformed: expected %s, found %s", expected, found);
  }
}
