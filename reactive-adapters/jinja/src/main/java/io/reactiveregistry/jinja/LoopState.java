package io.reactiveregistry.jinja;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code loop} is inside of a loop. */
final class LoopState {

  private final Rendering rendering;
  private final List<@Nullable Object> elements;
  private int index;
  private @Nullable Arguments lastChanged;

  LoopState(Rendering rendering, List<@Nullable Object> elements) {
    this.rendering = rendering;
    this.elements = elements;
  }

  void moveTo(int index) {
    this.index = index;
  }

  @Nullable Object get(String name) {
    int size = elements.size();
    return switch (name) {
      case "index" -> index + 1L;
      case "index0" -> (long) index;
      case "revindex" -> (long) size - index;
      case "revindex0" -> size - index - 1L;
      case "first" -> index == 0;
      case "last" -> index == size - 1;
      case "length" -> (long) size;
      case "depth" -> 1L; // counts recursive loops only, which there are none of
      case "depth0" -> 0L;
      case "previtem" -> index == 0 ? Undefined.variable("loop.previtem") : elements.get(index - 1);
      case "nextitem" ->
          index == size - 1 ? Undefined.variable("loop.nextitem") : elements.get(index + 1);
      case "cycle" -> (Callable) this::cycle;
      case "changed" -> (Callable) this::changed;
      default -> Undefined.variable("loop." + name);
    };
  }

  private @Nullable Object cycle(Rendering rendering, Arguments arguments) {
    List<@Nullable Object> values = arguments.positional();
    if (values.isEmpty()) {
      throw RenderingProblem.of("loop.cycle needs at least one value; give the values in turn");
    }
    return values.get(index % values.size());
  }

  private Object changed(Rendering ignored, Arguments arguments) {
    Arguments last = lastChanged;
    lastChanged = arguments;
    return last == null || !Comparisons.equal(rendering, last.positional(), arguments.positional());
  }
}
