package io.reactiveregistry.jinja;

import org.jspecify.annotations.Nullable;

/**
 * The value of what is not known. It is printed as nothing, is empty and false; everything else
 * that is done with it is an error, and in strict mode these are, too.
 *
 * @param name what is not known, as the message has it
 */
record Undefined(String name) {

  static Undefined variable(String name) {
    return new Undefined("'" + name + "'");
  }

  static Undefined member(@Nullable Object owner, String name) {
    return new Undefined("'%s' of a %s".formatted(name, Values.typeName(owner)));
  }

  RenderingProblem problem() {
    return RenderingProblem.of(
        "%s is unknown; declare it as an input, give it a default, or test it with 'is defined'",
        name);
  }
}
