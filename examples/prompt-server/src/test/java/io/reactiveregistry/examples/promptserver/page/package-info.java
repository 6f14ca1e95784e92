/**
 * The page as its users see it, in a browser. These tests run in the profile {@code browser} only.
 */
@NullMarked
package io.reactiveregistry.examples.promptserver.page;

import org.jspecify.annotations.NullMarked;
