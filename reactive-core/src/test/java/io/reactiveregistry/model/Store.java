package io.reactiveregistry.model;

import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.TemplateSpec;

/** A registry that can be closed, opened again, and changed by another program meanwhile. */
public interface Store {

  /** Opens it, for the first time, again, or once more. */
  ReactiveRegistry open();

  /** Saves a template as the Python original does; only while it is closed. */
  void saveByAnother(TemplateSpec spec);

  /**
   * Deletes a template as the Python original does; only while it is closed.
   *
   * @param spec what is stored under its id
   */
  void deleteByAnother(TemplateSpec spec);
}
