/**
 * The command line: looks after template stores from a shell.
 *
 * <p>{@link io.reactiveregistry.cli.RegistryCli} is the entry; each command is a class of its own.
 * Results go to standard output, diagnostics and progress to standard error, both in UTF-8.
 */
@NullMarked
package io.reactiveregistry.cli;

import org.jspecify.annotations.NullMarked;
