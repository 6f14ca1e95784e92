package io.reactiveregistry.reliability.fuzz;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.reactiveregistry.TemplateOrder;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.InvalidTemplateException;
import java.util.Arrays;
import java.util.Comparator;

/**
 * Any texts as an id and a version: exactly those are taken that can be keys, and the orders are
 * orders. Says once more, in the plainest way, what the rules are.
 */
public final class NamesTarget {

  private static final int LONGEST_KEY = 511;

  private NamesTarget() {}

  /** Takes the first byte as the length of the version, the rest as UTF-16, ill-formed or not. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length == 0) {
      return;
    }
    String text = utf16(input);
    int split = Math.min(text.length(), input[0] & 0xFF);
    String version = text.substring(0, split);
    String id = text.substring(split);
    Promise.areEqual(isId(id), isTaken(() -> TemplateSpec.requireValidId(id)), "rules of ids");
    Promise.areEqual(
        isVersion(id, version),
        isTaken(() -> TemplateSpec.requireValidVersion(id, version)),
        "rules of versions");
    Promise.areEqual(
        isVersion(id, version),
        isTaken(() -> TemplateSpec.builder(id).version(version).build()),
        "rules of templates");
    if (isName(id) && isName(version)) {
      requireOrders(id, version, text);
    }
  }

  private static String utf16(byte[] input) {
    char[] units = new char[(input.length - 1) / 2];
    for (int i = 0; i < units.length; i++) {
      units[i] = (char) ((input[1 + 2 * i] << 8) | (input[2 + 2 * i] & 0xFF));
    }
    return new String(units);
  }

  private static boolean isId(String id) {
    return isName(id) && id.getBytes(UTF_8).length <= LONGEST_KEY;
  }

  private static boolean isVersion(String id, String version) {
    return isName(id)
        && isName(version)
        && version.indexOf(':') < 0
        && (id + ":" + version).getBytes(UTF_8).length <= LONGEST_KEY;
  }

  private static boolean isName(String text) {
    return !text.isBlank()
        && text.chars().noneMatch(Character::isISOControl)
        && new String(text.getBytes(UTF_16BE), UTF_16BE).equals(text)
        && new String(text.getBytes(UTF_8), UTF_8).equals(text);
  }

  private static boolean isTaken(Runnable call) {
    try {
      call.run();
      return true;
    } catch (InvalidTemplateException refused) {
      return false;
    }
  }

  private static void requireOrders(String a, String b, String c) {
    Promise.areEqual(
        Integer.signum(Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8))),
        Integer.signum(TemplateOrder.ids().compare(a, b)),
        "ids are in the order of their bytes");
    requireOrder(TemplateOrder.versions(), a, b, c);
  }

  private static void requireOrder(Comparator<String> order, String a, String b, String c) {
    Promise.areEqual(order.compare(a, b) == 0, a.equals(b), "only equal versions are equal");
    Promise.areEqual(
        Integer.signum(order.compare(a, b)),
        -Integer.signum(order.compare(b, a)),
        "the order of versions has two directions");
    if (order.compare(a, b) < 0 && order.compare(b, c) < 0) {
      Promise.isTrue(order.compare(a, c) < 0, "the order of versions is transitive");
    }
  }
}
