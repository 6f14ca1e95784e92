package io.reactiveregistry.reliability.load;

import io.reactiveregistry.reliability.ChildJvm;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Loses some of everything, as no registry may. */
final class Leaks {

  private static final int HEAP = 500_000;
  private static final int NATIVE = 2 << 20;

  private final ChildJvm reader;
  private final Path anyFile;
  private final List<Object> lost = new ArrayList<>();

  Leaks(Path store, Path scratch) throws IOException {
    reader = RawReader.start(store, scratch);
    anyFile = store.resolve("data.mdb");
  }

  void loseSome() throws IOException {
    RawReader.holdOneMore(reader);
    lost.add(new byte[HEAP]);
    lost.add(touched(ByteBuffer.allocateDirect(NATIVE)));
    lost.add(new FileInputStream(anyFile.toFile()));
    Thread idle = new Thread(() -> parkForEver(), "lost");
    idle.setDaemon(true);
    idle.start();
  }

  private static ByteBuffer touched(ByteBuffer buffer) {
    for (int i = 0; i < buffer.capacity(); i += 1024) {
      buffer.put(i, (byte) 1);
    }
    return buffer;
  }

  private static void parkForEver() {
    while (true) {
      LockSupport.park();
    }
  }
}
