package io.reactiveregistry.jinja;

import com.hubspot.jinjava.interpret.MissingEndTagException;
import com.hubspot.jinjava.interpret.TemplateError;
import com.hubspot.jinjava.interpret.TemplateSyntaxException;
import com.hubspot.jinjava.interpret.UnknownTagException;

/** Says in our words what the library reports of a text that it cannot take apart. */
final class ParsingErrors {

  private ParsingErrors() {}

  static RenderingProblem translate(TemplateError error) {
    if (error.getException() instanceof UnknownTagException unknown) {
      return unknown.getTag().isBlank()
          ? RenderingProblem.of("a tag has no name; give it one")
          : RenderingProblem.of(
              "there is no tag '%s'; correct its name", Excerpts.of(unknown.getTag()));
    }
    if (error.getException() instanceof MissingEndTagException open) {
      return RenderingProblem.of(
          "the tag %s is not closed; add {%% %s %%}",
          Excerpts.of(open.getStartDefinition()), open.getEndTag());
    }
    String message = String.valueOf(error.getMessage());
    if (message.contains("Mismatched end tag")
        && error.getException() instanceof TemplateSyntaxException mismatch) {
      return RenderingProblem.of(
          "%s does not close the tag that is open; close that one before",
          Excerpts.of(mismatch.getCode()));
    }
    return switch (message) {
      case "Missing start tag" ->
          RenderingProblem.of("a tag closes what is not open; remove it, or add what it closes");
      case "Unclosed token" ->
          RenderingProblem.of("a tag or an expression is not closed; add %%} or }}");
      case "Unclosed comment" -> RenderingProblem.of("a comment is not closed; add #}");
      default -> RenderingProblem.of("a tag or an expression is malformed; correct it");
    };
  }
}
