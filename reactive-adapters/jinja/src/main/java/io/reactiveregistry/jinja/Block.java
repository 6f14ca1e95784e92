package io.reactiveregistry.jinja;

import java.util.List;

/** A compiled part of a template that writes. Immutable, used by any number of threads. */
interface Block {

  void render(Rendering rendering, Scope scope, BoundedText output);

  /** Writes one after another. */
  static Block all(List<Block> blocks) {
    if (blocks.size() == 1) {
      return blocks.get(0);
    }
    Block[] inOrder = blocks.toArray(Block[]::new);
    return (rendering, scope, output) -> {
      for (Block block : inOrder) {
        block.render(rendering, scope, output);
      }
    };
  }

  /** What a block writes, as a text. */
  static String capture(Block block, Rendering rendering, Scope scope) {
    BoundedText captured = new BoundedText(rendering);
    block.render(rendering, scope, captured);
    return captured.toString();
  }
}
