package io.reactiveregistry.reliability.fuzz;

import java.util.List;
import java.util.stream.Stream;

/** What is fuzzed. */
enum Target {
  RECORD("record", RecordTarget.class, "org.msgpack.**", 4_096),
  ROUND_TRIP("round-trip", RoundTripTarget.class, "org.msgpack.**", 4_096),
  YAML("yaml", YamlTarget.class, "org.yaml.**", 8_192),
  INTEGER("integer", IntegerTarget.class, "org.msgpack.**", 64),
  NAMES("names", NamesTarget.class, "", 2_048),
  STORE("store", StoreTarget.class, "", 256),
  DATA_FILE("data-file", DataFileTarget.class, "", 16_384),
  CHECKED_STORE("checked-store", CheckedStoreTarget.class, "", 16_384),

  /** The control. */
  TRUSTING_RECORD("trusting-record", TrustingRecordTarget.class, "org.msgpack.**", 4_096);

  private static final String OURS = "io.reactiveregistry.**";

  private final String label;
  private final Class<?> type;
  private final String library;
  private final int longestInput;

  Target(String label, Class<?> type, String library, int longestInput) {
    this.label = label;
    this.type = type;
    this.library = library;
    this.longestInput = longestInput;
  }

  static List<Target> withoutControl() {
    return Stream.of(values()).filter(target -> target != TRUSTING_RECORD).toList();
  }

  /** Tries one input in this process; throws when the target does not keep its promise. */
  void tryInput(byte[] input) {
    switch (this) {
      case RECORD -> RecordTarget.fuzzerTestOneInput(input);
      case ROUND_TRIP -> RoundTripTarget.fuzzerTestOneInput(input);
      case YAML -> YamlTarget.fuzzerTestOneInput(input);
      case INTEGER -> IntegerTarget.fuzzerTestOneInput(input);
      case NAMES -> NamesTarget.fuzzerTestOneInput(input);
      case STORE -> StoreTarget.fuzzerTestOneInput(input);
      case CHECKED_STORE -> CheckedStoreTarget.fuzzerTestOneInput(input);
      case DATA_FILE -> DataFileTarget.fuzzerTestOneInput(input);
      case TRUSTING_RECORD -> TrustingRecordTarget.fuzzerTestOneInput(input);
    }
  }

  /** Reads one input, without looking at what comes of it. */
  void read(byte[] input) {
    switch (this) {
      case RECORD -> RecordTarget.read(input);
      case YAML -> YamlTarget.read(input);
      case TRUSTING_RECORD -> TrustingRecordTarget.read(input);
      default -> throw new IllegalArgumentException("Not read by itself: " + this);
    }
  }

  String label() {
    return label;
  }

  /** What the fuzzer loads in its process. */
  Class<?> type() {
    return type;
  }

  /** Whose branches guide the fuzzer. */
  String instrumented() {
    return library.isEmpty() ? OURS : OURS + ":" + library;
  }

  int longestInput() {
    return longestInput;
  }
}
