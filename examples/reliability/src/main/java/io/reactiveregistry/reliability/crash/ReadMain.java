package io.reactiveregistry.reliability.crash;

import io.reactiveregistry.error.RegistryException;
import io.reactiveregistry.lmdb.LmdbRegistry;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.lmdbjava.ByteArrayProxy;
import org.lmdbjava.Cursor;
import org.lmdbjava.Dbi;
import org.lmdbjava.Env;
import org.lmdbjava.EnvFlags;
import org.lmdbjava.SeekOp;
import org.lmdbjava.Txn;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The child that reads files which may kill it: for each line it opens a store and tells what it
 * can read, with the registry or, as a control, with LMDB alone.
 */
final class ReadMain {

  static final String WITH_REGISTRY = "registry ";
  static final String WITH_LMDB = "lmdb ";

  private ReadMain() {}

  public static void main(String[] arguments) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      try {
        if (line.startsWith(WITH_LMDB)) {
          readWithLmdb(new File(line.substring(WITH_LMDB.length())));
        } else {
          readWithRegistry(Path.of(line.substring(WITH_REGISTRY.length())));
        }
      } catch (Exception | AssertionError e) {
        Reading.sayError(e);
      }
      Reading.sayEnd();
    }
  }

  private static void readWithRegistry(Path store) {
    try (LmdbRegistry registry = LmdbRegistry.builder(store).readerThreads(1).open()) {
      Reading.sayOpened();
      List<String> ids = orEmpty(registry.listIds());
      for (String id : ids) {
        for (String version : orEmpty(registry.listVersions(id))) {
          registry
              .load(id, version)
              .doOnNext(Reading::sayLoaded)
              .onErrorResume(RegistryException.class, ReadMain::refused)
              .block();
        }
        registry
            .load(id)
            .doOnNext(Reading::sayCurrent)
            .onErrorResume(RegistryException.class, ReadMain::refused)
            .block();
      }
    }
  }

  private static List<String> orEmpty(Flux<String> listing) {
    return listing
        .onErrorResume(RegistryException.class, e -> ReadMain.<String>refused(e))
        .collectList()
        .blockOptional()
        .orElseThrow();
  }

  private static <T> Mono<T> refused(RegistryException error) {
    Reading.sayRefused(error);
    return Mono.empty();
  }

  private static void readWithLmdb(File store) {
    try (Env<byte[]> env =
        Env.create(ByteArrayProxy.PROXY_BA).setMaxDbs(8).open(store, EnvFlags.MDB_NOTLS)) {
      Reading.sayOpened();
      Dbi<byte[]> templates = env.openDbi("templates");
      try (Txn<byte[]> transaction = env.txnRead();
          Cursor<byte[]> cursor = templates.openCursor(transaction)) {
        for (boolean found = cursor.first(); found; found = cursor.seek(SeekOp.MDB_NEXT)) {
          Reading.sayRaw(cursor.key(), cursor.val());
        }
      }
    }
  }
}
