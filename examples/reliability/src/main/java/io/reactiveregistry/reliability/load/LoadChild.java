package io.reactiveregistry.reliability.load;

import io.reactiveregistry.reliability.Run;
import io.reactiveregistry.reliability.Scale;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** The child of a {@link LoadExperiment}. */
final class LoadChild {

  private LoadChild() {}

  public static void main(String[] arguments) throws Exception {
    endWithParent();
    LoadExperiment experiment =
        Class.forName(arguments[0])
            .asSubclass(LoadExperiment.class)
            .getDeclaredConstructor()
            .newInstance();
    Findings findings = new Findings(LoadChild::println);
    Run run =
        new Run(
            Scale.valueOf(arguments[1]),
            Long.parseLong(arguments[2]),
            Path.of(arguments[3]),
            findings::progress);
    experiment.inChild(run, arguments[4], findings);
    System.exit(0);
  }

  private static synchronized void println(String line) {
    System.out.println(line);
    System.out.flush();
  }

  /** Its standard input ends when the parent does, killed or not. */
  static void endWithParent() {
    Thread watch =
        new Thread(
            () -> {
              try {
                System.in.transferTo(OutputStream.nullOutputStream());
              } catch (IOException e) {
                // as if it had ended
              }
              Runtime.getRuntime().halt(1);
            },
            "parent watch");
    watch.setDaemon(true);
    watch.start();
  }
}
