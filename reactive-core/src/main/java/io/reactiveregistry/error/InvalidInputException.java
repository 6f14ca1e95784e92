package io.reactiveregistry.error;

/** A value given for a template's input is missing or has the wrong type. Not retryable. */
public final class InvalidInputException extends RegistryException {

  private static final long serialVersionUID = 1L;

  private final String templateId;
  private final String input;
  private final String expectedType;

  /**
   * @param templateId the template whose inputs were given
   * @param input the name of the input
   * @param expectedType the type it declares, as written in a template
   * @param reason what is wrong with the value
   */
  public InvalidInputException(
      String templateId, String input, String expectedType, String reason) {
    super(
        "Input '%s' of template '%s': expected %s, %s"
            .formatted(input, templateId, expectedType, reason),
        null);
    this.templateId = templateId;
    this.input = input;
    this.expectedType = expectedType;
  }

  /** The template whose inputs were given. */
  public String templateId() {
    return templateId;
  }

  /** The name of the input. */
  public String input() {
    return input;
  }

  /** The type the input declares, as written in a template, for example {@code array<string>}. */
  public String expectedType() {
    return expectedType;
  }
}
