package io.reactiveregistry.contract;

import io.reactiveregistry.LabelMove;
import io.reactiveregistry.error.TemplateNotFoundException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Moves of labels that are made as one unit: they are tried on copies of the labels, which are
 * taken over when all have succeeded.
 */
final class Release {

  private final Map<String, StoredTemplate> templates;
  private final Map<String, Map<String, String>> placesById = new HashMap<>();
  private final List<LabelMove> effective = new ArrayList<>();

  Release(Map<String, StoredTemplate> templates) {
    this.templates = templates;
  }

  /** Tries the next move, which sees what those before it have done. */
  void add(LabelMove move) {
    Map<String, String> places = placesById.computeIfAbsent(move.id(), this::copyOfLabels);
    String target = move.version();
    if (target != null && !exists(move.id(), target)) {
      throw new TemplateNotFoundException(move.id(), target);
    }
    String before = places.get(move.label());
    move.condition().requireMet(move.id(), move.label(), before);
    if (target == null) {
      if (places.remove(move.label()) == null) {
        throw TemplateNotFoundException.ofLabel(move.id(), move.label());
      }
      effective.add(move);
    } else if (!target.equals(before)) {
      places.put(move.label(), target);
      effective.add(move);
    }
  }

  /**
   * Takes over what was tried.
   *
   * @return the moves that have changed something
   */
  List<LabelMove> complete() {
    templates.forEach(
        (id, template) -> {
          Map<String, String> places = placesById.get(id);
          if (places != null) {
            template.setLabels(places);
          }
        });
    return effective;
  }

  private Map<String, String> copyOfLabels(String id) {
    StoredTemplate template = templates.get(id);
    return template == null ? new TreeMap<>() : new TreeMap<>(template.labels());
  }

  private boolean exists(String id, String version) {
    StoredTemplate template = templates.get(id);
    return template != null && template.has(version);
  }
}
