package io.reactiveregistry.examples.promptserver;

import java.util.List;

/** The versions of a template, oldest first. */
record VersionsView(String id, List<String> versions) {}
