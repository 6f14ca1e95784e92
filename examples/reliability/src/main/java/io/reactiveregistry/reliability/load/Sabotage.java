package io.reactiveregistry.reliability.load;

import java.util.List;

/**
 * A control: what is made worse, and what the experiment must say of it.
 *
 * @param mode how the child knows it, one word
 * @param name what is made worse, in words
 * @param expected each must be part of some violation; that another one occurs proves nothing
 */
record Sabotage(String mode, String name, List<String> expected) {

  /** The mode in which nothing is made worse. */
  static final String NONE = "none";

  Sabotage(String mode, String name, String... expected) {
    this(mode, name, List.of(expected));
  }
}
