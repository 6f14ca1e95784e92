package io.reactiveregistry.reliability.record;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Ways in which the bytes of a record change. */
enum Damage {
  BIT {
    @Override
    byte[] change(byte[] record, RandomGenerator random) {
      byte[] damaged = record.clone();
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
      return damaged;
    }
  },
  BYTE {
    @Override
    byte[] change(byte[] record, RandomGenerator random) {
      byte[] damaged = record.clone();
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      return damaged;
    }
  },
  RANDOM_RUN {
    @Override
    byte[] change(byte[] record, RandomGenerator random) {
      byte[] run = new byte[1 + random.nextInt(Math.min(64, record.length))];
      random.nextBytes(run);
      byte[] damaged = record.clone();
      System.arraycopy(run, 0, damaged, random.nextInt(record.length - run.length + 1), run.length);
      return damaged;
    }
  },
  ZEROED_RUN {
    @Override
    byte[] change(byte[] record, RandomGenerator random) {
      byte[] damaged = record.clone();
      int from = random.nextInt(damaged.length);
      Arrays.fill(damaged, from, Math.min(damaged.length, from + 1 + random.nextInt(64)), (byte) 0);
      return damaged;
    }
  },
  MOVED_RUN {
    @Override
    byte[] change(byte[] record, RandomGenerator random) {
      byte[] damaged = record.clone();
      int length = 1 + random.nextInt(Math.min(64, record.length));
      int places = record.length - length + 1;
      System.arraycopy(record, random.nextInt(places), damaged, random.nextInt(places), length);
      return damaged;
    }
  },
  TRUNCATION {
    @Override
    byte[] change(byte[] record, RandomGenerator random) {
      return Arrays.copyOf(record, random.nextInt(record.length));
    }
  },
  EXTENSION {
    @Override
    byte[] change(byte[] record, RandomGenerator random) {
      byte[] damaged = Arrays.copyOf(record, record.length + 1 + random.nextInt(16));
      for (int i = record.length; i < damaged.length; i++) {
        damaged[i] = (byte) random.nextInt();
      }
      return damaged;
    }
  };

  /** A changed copy. */
  final byte[] to(byte[] record, RandomGenerator random) {
    byte[] damaged;
    do {
      damaged = change(record, random);
    } while (Arrays.equals(damaged, record));
    return damaged;
  }

  /** A copy that may by chance be equal. */
  abstract byte[] change(byte[] record, RandomGenerator random);
}
