package io.reactiveregistry.reliability.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.reactiveregistry.InputSpec;
import io.reactiveregistry.InputType;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.codec.TemplateEncoder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * An input of about a megabyte of one kind, made to take more time or memory than its size.
 *
 * @param label what it is made of
 * @param target what reads it
 * @param bytes makes it; all together would not fit into a small heap
 */
record GreatInput(String label, Target target, Supplier<byte[]> bytes) {

  private static final int SIZE = 1 << 20;

  /** Just below what a line of YAML may have. */
  private static final int LINE = 60_000;

  private static final String HEAD = "id: a\ntemplate: b\n";
  private static final String LIST = HEAD + "metadata:\n  a: [";

  static List<GreatInput> all() {
    List<GreatInput> inputs = new ArrayList<>();
    addRecords(inputs);
    addLists(inputs);
    addNames(inputs);
    addTexts(inputs);
    addHalves(inputs);
    return inputs;
  }

  /** A list that claims to be thousands of times as long as the record, for the control. */
  static GreatInput promisingMore() {
    return new GreatInput(
        "a promise", Target.TRUSTING_RECORD, () -> new byte[] {(byte) 0xDD, 0x0F, -1, -1, -1});
  }

  private static void addRecords(List<GreatInput> to) {
    to.add(record("numbers", spec -> spec.metadata("m", Collections.nCopies(SIZE, 1))));
    to.add(record("nothing", spec -> spec.metadata("m", Collections.nCopies(SIZE, null))));
    to.add(record("empty maps", spec -> spec.metadata("m", Collections.nCopies(SIZE, Map.of()))));
    to.add(
        record(
            "a long key above numbers",
            spec -> spec.metadata("k".repeat(SIZE / 2), Collections.nCopies(SIZE / 2, 1))));
    to.add(record("one text", spec -> spec.template("x".repeat(SIZE))));
    to.add(
        record(
            "keys with one hash",
            spec -> {
              IntStream.range(0, SIZE / 40).forEach(i -> spec.metadata(colliding(i), i));
              return spec;
            }));
    InputSpec input = InputSpec.required(InputType.STRING);
    to.add(
        record(
            "inputs",
            spec -> {
              IntStream.range(0, SIZE / 40).forEach(i -> spec.input("i" + i, input));
              return spec;
            }));
  }

  private static void addLists(List<GreatInput> to) {
    to.add(yaml("numbers", filled(LIST, "1,", "1]")));
    to.add(yaml("texts", filled(LIST, "a,", "a]")));
    to.add(yaml("empty maps", filled(LIST, "{},", "1]")));
    to.add(yaml("nested lists", filled(LIST, "[[[]]],", "1]")));
    to.add(yaml("numbers in base 60", filled(LIST, "1:1:1:1:1:1:1:1:1,", "1]")));
    to.add(yaml("long numbers", filled(LIST, "0." + "9".repeat(90) + ",", "1]")));
    to.add(yaml("dashes", each(HEAD + "metadata:\n  a:\n", i -> "  - 1\n")));
  }

  private static void addNames(List<GreatInput> to) {
    String longName = "  ? " + "x".repeat(LINE) + "\n  :\n";
    to.add(yaml("keys", each(HEAD + "metadata:\n", i -> "  k" + i + ": 1\n")));
    to.add(
        yaml("keys with one hash", each(HEAD + "metadata:\n", i -> "  " + colliding(i) + ":\n")));
    to.add(yaml("inputs", each(HEAD + "inputs:\n", i -> "  k" + i + ":\n")));
    to.add(yaml("unknown fields", each(HEAD, i -> "k" + i + ":\n")));
    to.add(
        yaml(
            "unknown fields below a long name",
            each(HEAD + "inputs:\n" + longName, i -> "    f" + i + ":\n")));
    to.add(
        yaml("a list below a long key", each(HEAD + "metadata:\n" + longName, i -> "    - 1\n")));
  }

  private static void addTexts(List<GreatInput> to) {
    to.add(yaml("escapes", filled("id: a\ntemplate: \"", "\\x41", "\"")));
    to.add(yaml("quotes", filled("id: a\ntemplate: '", "''", "'")));
    to.add(yaml("words", filled("id: a\ntemplate: ", "a ", "")));
    to.add(yaml("a block", filled("id: a\ntemplate: |\n  ", "a", "")));
    to.add(yaml("a folded block", filled("id: a\ntemplate: >\n  ", "a ", "")));
    to.add(yaml("short lines", each("id: a\ntemplate: |\n", i -> "  a\n")));
    to.add(yaml("blank lines", each("id: a\ntemplate: |\n  a\n", i -> "\n")));
    to.add(yaml("blanks", filled(HEAD, " ", "")));
    to.add(yaml("comments", each(HEAD, i -> "#\n")));
    to.add(yaml("directives", each("", i -> "%X a\n")));
  }

  /** Beginnings without an end. */
  private static void addHalves(List<GreatInput> to) {
    for (String half : List.of("[", "{", "- ", "? ", ": ", "\"", "'", "&a ", "*a ", "!a ", "|\n")) {
      to.add(yaml(half.strip(), filled(HEAD + "metadata:\n  a: ", half, "")));
    }
  }

  private static GreatInput record(String label, UnaryOperator<TemplateSpec.Builder> content) {
    return new GreatInput(
        label,
        Target.RECORD,
        () -> TemplateEncoder.encode(content.apply(TemplateSpec.builder("a")).build()));
  }

  private static GreatInput yaml(String label, Supplier<String> text) {
    return new GreatInput(label, Target.YAML, () -> text.get().getBytes(UTF_8));
  }

  /** Filled with as many units as fit, in lines as long as may be. */
  private static Supplier<String> filled(String head, String unit, String tail) {
    String line = unit.repeat(LINE / unit.length()) + "\n  ";
    int lines = (SIZE - head.length() - tail.length() - 1) / line.length();
    return () -> head + line.repeat(lines) + tail + "\n";
  }

  private static Supplier<String> each(String head, IntFunction<String> entry) {
    return () -> {
      StringBuilder text = new StringBuilder(SIZE).append(head);
      for (int i = 0; text.length() < SIZE - 100; i++) {
        text.append(entry.apply(i));
      }
      return text.toString();
    };
  }

  /** Texts that all have the same hash code. */
  private static String colliding(int number) {
    StringBuilder text = new StringBuilder();
    for (int bit = 0; bit < 18; bit++) {
      text.append((number >> bit & 1) == 0 ? "Aa" : "BB");
    }
    return text.toString();
  }
}
