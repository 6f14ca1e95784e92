package io.reactiveregistry.reliability.load;

import io.reactiveregistry.reliability.load.Register.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One of the things that a write does, as the contract of the registry describes it. */
sealed interface Step {

  /** The template. */
  String id();

  /** What it has to find, so that the write is not refused. */
  List<Expectation> expectations();

  /** What the registers hold after it, given what they held before. */
  void apply(Timelines timelines, long revision);

  /**
   * What a register has to hold.
   *
   * @param equal whether it has to be this value, and not any other
   */
  record Expectation(Register register, String value, boolean equal) {

    static Expectation present(Register register) {
      return new Expectation(register, Register.ABSENT, false);
    }

    static Expectation holds(Register register, String value) {
      return new Expectation(register, value, true);
    }

    boolean isMet(Timelines timelines) {
      return timelines.last(register).equals(value) == equal;
    }

    @Override
    public String toString() {
      return "%s %s %s".formatted(register, equal ? "holds" : "does not hold", value);
    }
  }

  /**
   * Saves a template.
   *
   * @param expected what its condition says is current, or null without a condition
   */
  record Save(String id, String version, String body, @Nullable String expected) implements Step {

    @Override
    public List<Expectation> expectations() {
      return expected == null
          ? List.of()
          : List.of(Expectation.holds(Register.current(id), expected));
    }

    @Override
    public void apply(Timelines timelines, long revision) {
      timelines.set(Register.current(id), revision, body);
      timelines.set(Register.version(id, version), revision, body);
      for (Register register : timelines.registersOf(id)) {
        if (register.kind() == Kind.PLACE && timelines.last(register).equals(version)) {
          timelines.set(Register.label(id, register.name()), revision, body);
        }
      }
    }
  }

  /** Deletes a template with all its versions and labels. */
  record Delete(String id) implements Step {

    @Override
    public List<Expectation> expectations() {
      return List.of(Expectation.present(Register.current(id)));
    }

    @Override
    public void apply(Timelines timelines, long revision) {
      timelines
          .registersOf(id)
          .forEach(register -> timelines.set(register, revision, Register.ABSENT));
    }
  }

  /**
   * Moves a label, or removes it.
   *
   * @param from the version on which it stands, or {@link Register#ABSENT}
   * @param to the version on which it shall stand, another one, or {@link Register#ABSENT}
   */
  record Move(String id, String label, String from, String to) implements Step {

    @Override
    public List<Expectation> expectations() {
      Expectation place = Expectation.holds(Register.place(id, label), from);
      return to.equals(Register.ABSENT)
          ? List.of(place)
          : List.of(Expectation.present(Register.version(id, to)), place);
    }

    @Override
    public void apply(Timelines timelines, long revision) {
      String body =
          to.equals(Register.ABSENT) ? Register.ABSENT : timelines.last(Register.version(id, to));
      timelines.set(Register.place(id, label), revision, to);
      timelines.set(Register.label(id, label), revision, body);
    }
  }
}
