package io.reactiveregistry.reliability.crash;

import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.reliability.ChildJvm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a child could read of a store.
 *
 * @param ended whether it lived to the end
 * @param opened whether the store was opened
 * @param error the name of the error that ended the reading, or null
 * @param loaded one line for each version that was loaded
 * @param refused how many calls ended in an error of the registry
 */
record Reading(
    boolean ended, boolean opened, @Nullable String error, Set<String> loaded, int refused) {

  // What the child says.

  static void sayOpened() {
    System.out.println("opened");
  }

  static void sayLoaded(TemplateSpec spec) {
    System.out.println("loaded " + version(spec));
  }

  static void sayCurrent(TemplateSpec spec) {
    System.out.println("loaded " + current(spec));
  }

  static void sayRaw(byte[] key, byte[] value) {
    System.out.println(
        "loaded %s %08x".formatted(text(key), Arrays.hashCode(value)).replace('\n', ' '));
  }

  private static String text(byte[] key) {
    return new String(key, StandardCharsets.ISO_8859_1);
  }

  static void sayRefused(Exception error) {
    System.out.println("refused " + error.getClass().getSimpleName());
  }

  static void sayError(Throwable error) {
    System.out.println("error " + error.getClass().getSimpleName());
  }

  static void sayEnd() {
    System.out.println("end");
  }

  static String version(TemplateSpec spec) {
    return "%s %s %s".formatted(spec.id(), spec.version(), StoreDump.fingerprint(spec));
  }

  static String current(TemplateSpec spec) {
    return "%s current %s".formatted(spec.id(), version(spec));
  }

  // What the parent hears.

  static Reading hear(ChildJvm child) throws IOException {
    Set<String> loaded = new TreeSet<>();
    boolean opened = false;
    int refused = 0;
    String error = null;
    for (String line = child.readLine(); line != null; line = child.readLine()) {
      if (line.equals("end")) {
        return new Reading(true, opened, error, loaded, refused);
      } else if (line.startsWith("loaded ")) {
        loaded.add(line.substring("loaded ".length()));
      } else if (line.startsWith("error ")) {
        error = line.substring("error ".length());
      } else if (line.startsWith("refused ")) {
        refused++;
      }
      opened |= line.equals("opened");
    }
    return new Reading(false, opened, error, loaded, refused);
  }

  /** In one word, for a summary. */
  String outcome() {
    if (!ended) {
      return opened ? "died while reading" : "died while opening";
    }
    if (error != null) {
      return error;
    }
    return refused > 0 ? "opened, some refused" : "opened";
  }
}
