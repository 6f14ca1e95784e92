package io.reactiveregistry.examples.promptserver.page;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Starts the application and a browser for each test, and looks at the browser's console after it.
 */
@Tag("browser")
@Timeout(600)
abstract class BrowserTest {

  @TempDir Path directory;

  Application application;
  Browser browser;

  @BeforeEach
  void start() {
    application = Application.start(store(), options());
    browser = Browser.open(address(), directory.resolve("profile"));
  }

  @AfterEach
  void stop() {
    try {
      browser.assertNothingIsWrong();
    } finally {
      try {
        browser.close();
      } finally {
        application.close();
      }
    }
  }

  /** Where the application keeps its templates. */
  Path store() {
    return directory.resolve("store");
  }

  /** What the browser takes for the application. */
  URI address() {
    return application.address();
  }

  /** What the application is started with. */
  String[] options() {
    return new String[0];
  }

  /** Saves versions of a template, the last of which is the current one. */
  void save(String id, List<String> versions, String text) {
    for (String version : versions) {
      application.put(
          "/templates/" + id,
          """
          {"version": "%s", "description": "Greets a customer.",
           "template": "%s\\nThis is version %s.",
           "inputs": {"name": {"type": "string", "description": "Whom to greet"},
                      "count": {"type": "number", "required": false, "default": 3}},
           "metadata": {"owner": "support", "ratio": 1.0}}
          """
              .formatted(version, text, version));
    }
  }
}
