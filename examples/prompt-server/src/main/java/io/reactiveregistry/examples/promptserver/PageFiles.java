package io.reactiveregistry.examples.promptserver;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The files of the page, by the paths at which they are. All of them are read when the server
 * starts: they are few and small, no event loop has to wait for a disk, and no path of a request
 * ever leads to a file.
 */
final class PageFiles {

  private static final String BELOW = "/page/";
  private static final String FIRST = BELOW + "index.html";

  private final Map<String, PageFile> files;

  private PageFiles(Map<String, PageFile> files) {
    this.files = files;
  }

  /**
   * Blocks for the reading of the files.
   *
   * @param directory its location, with a slash at its end; there may be none
   */
  static PageFiles read(String directory) {
    PathMatchingResourcePatternResolver resolver = new PathMatchingResourcePatternResolver();
    try {
      String base = resolver.getResource(directory).getURL().toString();
      Map<String, PageFile> files = new HashMap<>();
      for (Resource resource : resolver.getResources(directory + "**/*.*")) {
        if (resource.isReadable()) {
          String name = resource.getURL().toString().substring(base.length());
          files.put(BELOW + name, PageFile.of(name, resource.getContentAsByteArray()));
        }
      }
      return new PageFiles(Map.copyOf(files));
    } catch (FileNotFoundException e) {
      return new PageFiles(Map.of());
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read the files of the page in " + directory, e);
    }
  }

  /** The file at this path, or null when there is none; the first one is at the root too. */
  @Nullable PageFile at(String path) {
    return files.get(path.equals("/") ? FIRST : path);
  }
}
