package io.reactiveregistry.reliability.load;

import io.reactiveregistry.reliability.ChildJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.lmdbjava.ByteArrayProxy;
import org.lmdbjava.Env;
import org.lmdbjava.EnvFlags;
import org.lmdbjava.Txn;

/**
 * What the registry must never be: a process that holds read transactions open. It begins one more
 * for each line it is told.
 */
final class RawReader {

  private static final String HOLDING = "holding ";

  private RawReader() {}

  public static void main(String[] arguments) throws IOException {
    Path store = Path.of(arguments[0]);
    List<Txn<byte[]>> held = new ArrayList<>();
    try (Env<byte[]> env =
            Env.create(ByteArrayProxy.PROXY_BA)
                .setMaxReaders(512)
                .setMapSize(1L << 30)
                .open(store.toFile(), EnvFlags.MDB_RDONLY_ENV, EnvFlags.MDB_NOTLS);
        BufferedReader told =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      do {
        held.add(env.txnRead());
        System.out.println(HOLDING + held.size());
        System.out.flush();
      } while (told.readLine() != null);
    }
  }

  /** Starts one, which holds its first transaction then. */
  static ChildJvm start(Path store, Path scratch) throws IOException {
    ChildJvm reader = ChildJvm.running(RawReader.class, scratch).arguments(store).start();
    awaitHolding(reader);
    return reader;
  }

  /** Lets it hold one more. */
  static void holdOneMore(ChildJvm reader) throws IOException {
    reader.println("");
    awaitHolding(reader);
  }

  private static void awaitHolding(ChildJvm reader) throws IOException {
    String line = reader.readLine();
    if (line == null || !line.startsWith(HOLDING)) {
      throw new IllegalStateException("the raw reader ended: " + reader.errors());
    }
  }
}
