package io.reactiveregistry.benchmarks;

import io.reactiveregistry.json.JsonTemplates;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file of templates sent to a server over loopback, and the same file saved in process. */
final class ImportBenchmark {

  /** As many as an import takes when nobody says otherwise. */
  static final int BATCH_SIZE = 250;

  /** The way through a server is compiled only after half a million templates. */
  private static final int WARM_UP = 5;

  private static final String OVER_HTTP = "NDJSON import over HTTP";
  private static final String IN_PROCESS = "saveAll in process, same JSON";

  private final Setting setting;

  ImportBenchmark(Setting setting) {
    this.setting = setting;
  }

  void run(Results results) throws Exception {
    int templates = setting.scale().serving().uploadedTemplates();
    Path directory = setting.directory().create("uploads");
    // Two editions in turn, so that each turn changes every template.
    List<Path> files =
        List.of(
            write(directory.resolve("even.ndjson"), templates, 0),
            write(directory.resolve("odd.ndjson"), templates, 1));
    try (SavedFile inProcess =
            new SavedFile(IN_PROCESS, setting.directory().create("saved"), files, templates);
        UploadedFile overHttp =
            new UploadedFile(OVER_HTTP, setting.directory().create("imported"), files, templates)) {
      for (int turn = 0; turn < WARM_UP; turn++) {
        setting.progress().report("import: warm-up %d of %d".formatted(turn + 1, WARM_UP));
        inProcess.run(turn);
        overHttp.run(turn);
      }
      Measurements measured =
          setting
              .comparison()
              .run("import of %,d".formatted(templates), List.of(inProcess, overHttp));
      results.add(measured.ratio(OVER_HTTP, OVER_HTTP, IN_PROCESS, Bar.HTTP_IMPORT_OVER_SAVE_ALL));
      results.add(measured);
    }
  }

  private static Path write(Path file, int templates, int edition) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      for (int number = 0; number < templates; number++) {
        out.write(JsonTemplates.format(SampleTemplates.template(number, edition)));
        out.write('\n');
      }
    }
    return file;
  }
}
