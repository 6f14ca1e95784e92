package io.reactiveregistry.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a run has found out so far. */
final class Results {

  private final List<Ratio> ratios = new ArrayList<>();
  private final List<Measurements> measurements = new ArrayList<>();
  private final List<String> notMeasured = new ArrayList<>();
  private SmallHeapImport.@Nullable Outcome smallHeapImport;
  private ConnectedClients.@Nullable Outcome connectedClients;

  void add(Ratio ratio) {
    ratios.add(ratio);
  }

  void add(Measurements measured) {
    measurements.add(measured);
  }

  void add(SmallHeapImport.Outcome outcome) {
    smallHeapImport = outcome;
  }

  void add(ConnectedClients.Outcome outcome) {
    connectedClients = outcome;
  }

  /** Notes what was to be measured and could not be, and why. */
  void addNotMeasured(String title, String reason) {
    notMeasured.add("%s: NOT MEASURED, because %s.".formatted(title, reason));
  }

  List<Ratio> ratios() {
    return List.copyOf(ratios);
  }

  List<Measurements> measurements() {
    return List.copyOf(measurements);
  }

  /** A sentence for each thing that could not be measured. */
  List<String> notMeasured() {
    return List.copyOf(notMeasured);
  }

  /** What became of the import in a small heap, or null where it was not run. */
  SmallHeapImport.@Nullable Outcome smallHeapImport() {
    return smallHeapImport;
  }

  /** What many clients took, or null where that was not run. */
  ConnectedClients.@Nullable Outcome connectedClients() {
    return connectedClients;
  }

  /** Whether everything that was to be run was, and held what is promised of it. */
  boolean isHeld() {
    return notMeasured.isEmpty()
        && ratios.stream().allMatch(Ratio::isHeld)
        && (smallHeapImport == null || smallHeapImport.isHeld())
        && (connectedClients == null || connectedClients.isHeld());
  }
}
