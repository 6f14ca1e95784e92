package io.reactiveregistry.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Java that a document shows, compiled and run as it stands, but that the paths it names are below
 * a directory of the test.
 */
public final class Snippet {

  private final String code;
  private final List<String> imports;
  private final Map<String, Given> given;

  private Snippet(String code, List<String> imports, Map<String, Given> given) {
    this.code = code;
    this.imports = List.copyOf(imports);
    this.given = given;
  }

  private record Given(Class<?> type, Object value) {}

  /**
   * One that is not run yet.
   *
   * @param imports what the document takes for granted, such as {@code java.nio.file.Path}
   */
  public static Snippet of(String code, String... imports) {
    return new Snippet(code, List.of(imports), Map.of());
  }

  /** The same with a variable that the document takes for granted. */
  public <T> Snippet given(String name, Class<T> type, T value) {
    Map<String, Given> more = new TreeMap<>(given);
    more.put(name, new Given(type, value));
    return new Snippet(code, imports, more);
  }

  /**
   * Runs it.
   *
   * @param directory where its paths are, and its class
   * @param declared names of what it declares
   * @return what they stand for, in this order
   */
  public List<Object> run(Path directory, String... declared) throws Exception {
    Path classes = compile(source(directory, String.join(", ", declared)), directory);
    Class<?>[] types = given.values().stream().map(Given::type).toArray(Class<?>[]::new);
    Object[] values = given.values().stream().map(Given::value).toArray();
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {classes.toUri().toURL()}, Snippet.class.getClassLoader())) {
      List<?> results =
          (List<?>) loader.loadClass("Declared").getMethod("run", types).invoke(null, values);
      return new ArrayList<>(results);
    }
  }

  private String source(Path directory, String results) {
    String parameters =
        given.entrySet().stream()
            .map(each -> each.getValue().type().getName() + " " + each.getKey())
            .collect(Collectors.joining(", "));
    return """
        %s
        public class Declared {
          public static java.util.List<?> run(%s) throws Exception {
        %s
            return java.util.List.of(%s);
          }
        }
        """
        .formatted(
            imports.stream().map("import %s;\n"::formatted).collect(Collectors.joining()),
            parameters,
            code.replace("Path.of(\"", "Path.of(\"" + directory + "/"),
            results);
  }

  private static Path compile(String source, Path directory) throws Exception {
    Path output = Files.createDirectories(directory.resolve("classes"));
    JavaFileObject file =
        new SimpleJavaFileObject(
            URI.create("string:///Declared.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    List<String> options =
        List.of(
            "-d", output.toString(), "-cp", System.getProperty("java.class.path"), "-proc:none");
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, null, options, null, List.of(file))
                .call())
        .as(source)
        .isTrue();
    return output;
  }
}
