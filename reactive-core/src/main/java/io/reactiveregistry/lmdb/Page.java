package io.reactiveregistry.lmdb;

import java.util.List;

/**
 * A part of a listing, read in one transaction.
 *
 * @param last whether nothing follows
 */
record Page(List<String> items, boolean last) {}
