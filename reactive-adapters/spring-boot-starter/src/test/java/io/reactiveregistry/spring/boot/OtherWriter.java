package io.reactiveregistry.spring.boot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.lmdbjava.ByteArrayProxy;
import org.lmdbjava.Env;
import org.lmdbjava.Txn;

/** Another process that writes to a store and takes its time: all other writers wait for it. */
final class OtherWriter implements AutoCloseable {

  private static final String WRITING = "writing";

  private final Process process;

  private OtherWriter(Process process) {
    this.process = process;
  }

  /** Returns once it writes. */
  static OtherWriter to(Path store) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                OtherWriter.class.getName(),
                store.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String line = process.inputReader(StandardCharsets.UTF_8).readLine();
    if (!WRITING.equals(line)) {
      process.destroyForcibly();
      throw new IOException("It could not write: " + line);
    }
    return new OtherWriter(process);
  }

  boolean isWriting() {
    return process.isAlive();
  }

  /** The other process; it has written nothing when its input ends, and lets the others write. */
  @SuppressWarnings("SystemOut")
  public static void main(String[] arguments) throws IOException {
    try (Env<byte[]> environment =
            Env.create(ByteArrayProxy.PROXY_BA).open(Path.of(arguments[0]).toFile());
        Txn<byte[]> writing = environment.txnWrite()) {
      System.out.println(WRITING);
      System.in.transferTo(System.out);
      writing.abort();
    }
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    process.onExit().orTimeout(20, TimeUnit.SECONDS).join();
  }
}
