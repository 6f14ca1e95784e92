package io.reactiveregistry.webflux;

import io.reactiveregistry.LabelMove;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.InvalidTemplateException;
import java.util.function.Supplier;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.server.ServerWebInputException;

/**
 * Ids, versions and labels in the path of a request, taken from its raw form.
 *
 * <p>Path variables will not do: they come without what follows a {@code ;} and with bytes that are
 * not UTF-8 replaced, so that different requests would mean the same template.
 */
final class RequestPath {

  private static final int ID_SEGMENT = 1;
  private static final int VERSION_SEGMENT = 3;
  private static final int LABEL_SEGMENT = 3;

  private RequestPath() {}

  static String id(ServerRequest request) {
    String id = segment(request, ID_SEGMENT);
    return valid(() -> TemplateSpec.requireValidId(id));
  }

  static String version(ServerRequest request, String id) {
    return validVersion(id, segment(request, VERSION_SEGMENT));
  }

  static String validVersion(String id, String version) {
    return valid(() -> TemplateSpec.requireValidVersion(id, version));
  }

  static String label(ServerRequest request, String id) {
    String label = segment(request, LABEL_SEGMENT);
    return valid(() -> LabelMove.requireValidLabel(id, label));
  }

  private static String segment(ServerRequest request, int index) {
    // Separators and segments alternate, beginning with a separator.
    String raw = Mount.path(request).elements().get(2 * index + 1).value();
    if (raw.indexOf(';') >= 0) {
      throw new ServerWebInputException(
          "The path has ';', which begins a parameter there; write it as %s".formatted("%3B"));
    }
    return PercentEncoding.decode(raw);
  }

  /** What is wrong with the URL is a bad request; what is wrong with a body is not. */
  private static String valid(Supplier<String> check) {
    try {
      return check.get();
    } catch (InvalidTemplateException e) {
      throw new ServerWebInputException(e.getMessage(), null, e);
    }
  }
}
