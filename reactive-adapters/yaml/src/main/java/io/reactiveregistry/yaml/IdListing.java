package io.reactiveregistry.yaml;

import io.reactiveregistry.IdRange;
import java.io.IOException;
import java.util.List;

/** One listing, page by page. Blocks; for one caller after the other. */
final class IdListing {

  static final int PAGE_SIZE = 1_000;

  private final TemplateTree tree;
  private IdRange rest;
  private boolean begun;
  private boolean ended;

  IdListing(TemplateTree tree, IdRange range) {
    this.tree = tree;
    this.rest = range;
  }

  boolean hasEnded() {
    return ended;
  }

  /**
   * Only the first page looks at the tree; the others would find little news for the same price.
   */
  List<String> nextPage() throws IOException {
    TreeIndex index = begun ? tree.current() : tree.refresh();
    begun = true;
    List<String> page = index.ids(rest, PAGE_SIZE);
    ended = page.size() < PAGE_SIZE;
    if (!page.isEmpty()) {
      rest = rest.after(page.get(page.size() - 1));
    }
    return page;
  }
}
