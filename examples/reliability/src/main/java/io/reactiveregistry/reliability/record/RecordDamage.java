package io.reactiveregistry.reliability.record;

import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.codec.TemplateDecoder;
import io.reactiveregistry.codec.TemplateEncoder;
import io.reactiveregistry.error.CorruptTemplateException;
import io.reactiveregistry.reliability.Experiment;
import io.reactiveregistry.reliability.Result;
import io.reactiveregistry.reliability.Run;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Changes the bytes of stored records and reads them. */
public final class RecordDamage implements Experiment {

  private static final int DAMAGES_OF_A_RECORD = 20;
  private static final int TOLD_VIOLATIONS = 5;

  private final TemplateDecoder decoder = new TemplateDecoder();

  @Override
  public String name() {
    return "record-damage";
  }

  @Override
  public String promise() {
    return "R7";
  }

  @Override
  public String description() {
    return "flips, overwrites, moves, cuts bytes of stored records: each is refused as damaged";
  }

  @Override
  public Result run(Run run) {
    int damages = run.scale().choose(10_000, 2_000_000);
    Tally sealed = damage(run.random(1), damages, TemplateEncoder::encode);
    // As many as the short form has are enough to see what goes wrong.
    Tally unsealed = damage(run.random(2), 10_000, ForeignRecord::of);
    return new Result(
        "%,d damages of %,d records: %s".formatted(damages, records(damages), sealed),
        sealed.violations,
        List.of(
            new Result.Control(
                "records without checksum", unsealed.wrong > 0, unsealed.toString())));
  }

  private static int records(int damages) {
    return (damages + DAMAGES_OF_A_RECORD - 1) / DAMAGES_OF_A_RECORD;
  }

  private Tally damage(
      RandomGenerator random, int damages, Function<TemplateSpec, byte[]> encoding) {
    RandomTemplates templates = new RandomTemplates(random);
    Damage[] kinds = Damage.values();
    Tally tally = new Tally();
    for (int i = 0; i < records(damages); i++) {
      TemplateSpec spec = templates.next();
      byte[] record = encoding.apply(spec);
      for (int j = 0; j < DAMAGES_OF_A_RECORD; j++) {
        // Half of them are single bits, the damage that memory and disks do most.
        Damage kind = random.nextBoolean() ? Damage.BIT : kinds[random.nextInt(kinds.length)];
        read(spec, kind, kind.to(record, random), tally);
      }
    }
    return tally;
  }

  private void read(TemplateSpec spec, Damage kind, byte[] damaged, Tally tally) {
    String complaint = null;
    try {
      TemplateSpec decoded = decoder.decode(spec.id(), damaged, 0, damaged.length);
      if (decoded.equals(spec)) {
        tally.unnoticed++;
        complaint = "gave the template as if nothing had happened";
      } else {
        tally.wrong++;
        complaint = "gave another template";
      }
    } catch (CorruptTemplateException refused) {
      tally.refused++;
      String version = decoder.versionOf(damaged, 0, damaged.length);
      if (version != null && !version.equals(spec.version())) {
        tally.wrong++;
        complaint = "gave the version '%s'".formatted(version);
      }
    } catch (RuntimeException | StackOverflowError e) {
      tally.untyped++;
      complaint = "ended with " + e;
    }
    if (complaint != null) {
      tally.violation(kind, spec, damaged, complaint);
    }
  }

  /** What became of the damaged records. */
  private static final class Tally {

    private int refused;
    private int wrong;
    private int unnoticed;
    private int untyped;
    private final List<String> violations = new ArrayList<>();

    void violation(Damage kind, TemplateSpec spec, byte[] damaged, String complaint) {
      if (violations.size() < TOLD_VIOLATIONS) {
        violations.add(
            "%s in the record of '%s' %s: %s"
                .formatted(kind, spec.id(), complaint, HexFormat.of().formatHex(damaged)));
      }
    }

    @Override
    public String toString() {
      return "%,d refused, %,d wrong data, %,d unnoticed, %,d untyped errors"
          .formatted(refused, wrong, unnoticed, untyped);
    }
  }
}
