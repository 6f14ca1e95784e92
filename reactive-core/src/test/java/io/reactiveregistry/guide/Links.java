package io.reactiveregistry.guide;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where a document leads within the project, by links, and by paths and tests that it names as
 * code.
 */
final class Links {

  private static final Pattern CODE_BLOCK = Pattern.compile("(?ms)^```.*?^```");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern ELSEWHERE = Pattern.compile("[a-z]+:.*");
  private static final Pattern DOCUMENT_AS_CODE = Pattern.compile("`(docs/[\\w./-]+)`");
  private static final Pattern TEST_AS_CODE = Pattern.compile("`(\\w+Test)`");
  private static final Set<String> NOT_OURS = Set.of(".git", "target");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.*)$");

  private final Path root;

  /**
   * @param root the folder of the project, where what is named as code is looked for
   */
  Links(Path root) {
    this.root = root;
  }

  /** What leads nowhere. */
  List<String> broken(Path document) throws IOException {
    Document prose = prose(document);
    List<String> broken = new ArrayList<>();
    for (String link : prose.all(LINK)) {
      if (!ELSEWHERE.matcher(link).matches() && !resolves(document, link)) {
        broken.add(link);
      }
    }
    prose.all(DOCUMENT_AS_CODE).stream()
        .filter(path -> !Files.exists(root.resolve(path)))
        .forEach(broken::add);
    Set<String> tests = tests();
    prose.all(TEST_AS_CODE).stream().filter(name -> !tests.contains(name)).forEach(broken::add);
    return broken;
  }

  /** The names of the classes of tests, wherever in the project they are. */
  private Set<String> tests() throws IOException {
    Set<String> tests = new HashSet<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return NOT_OURS.contains(String.valueOf(folder.getFileName()))
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = file.getFileName().toString();
            if (name.endsWith("Test.java")) {
              tests.add(name.substring(0, name.length() - ".java".length()));
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return tests;
  }

  private static boolean resolves(Path document, String link) throws IOException {
    String[] parts = link.split("#", 2);
    Path target = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]);
    return Files.exists(target) && (parts.length == 1 || anchors(target).contains(parts[1]));
  }

  /** As GitHub makes them of headings; the second heading with a name gets a number. */
  private static Set<String> anchors(Path document) throws IOException {
    Set<String> anchors = new HashSet<>();
    for (String heading : prose(document).all(HEADING)) {
      String anchor =
          heading
              .strip()
              .toLowerCase(Locale.ROOT)
              .replaceAll("[^\\p{L}\\p{N}\\p{M} _-]", "")
              .replace(' ', '-');
      String numbered = anchor;
      for (int number = 1; !anchors.add(numbered); number++) {
        numbered = anchor + "-" + number;
      }
    }
    return anchors;
  }

  private static Document prose(Path document) throws IOException {
    return new Document(CODE_BLOCK.matcher(Files.readString(document)).replaceAll(""));
  }
}
