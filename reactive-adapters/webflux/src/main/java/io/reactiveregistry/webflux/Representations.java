package io.reactiveregistry.webflux;

import static org.springframework.http.MediaType.APPLICATION_YAML;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.yaml.YamlTemplates;
import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;

/**
 * Templates in the forms in which they are sent. What was made of an object is kept as long as
 * somebody else keeps the object, as a Vault does that hands out the same one again and again;
 * hashing and writing would take most of the time of a request otherwise.
 */
final class Representations {

  /** What an entry takes besides its body, about. */
  private static final int ENTRY_BYTES = 300;

  private final Cache<TemplateSpec, Representation> json;
  private final Cache<TemplateSpec, Representation> yaml;

  /**
   * @param maxBytes how much is kept of each form
   */
  Representations(long maxBytes) {
    this.json = cache(maxBytes);
    this.yaml = cache(maxBytes);
  }

  private static Cache<TemplateSpec, Representation> cache(long maxBytes) {
    // Weak keys are compared by identity: nothing is asked of a template, not even its hash.
    return Caffeine.newBuilder()
        .weakKeys()
        .maximumWeight(maxBytes)
        .weigher((TemplateSpec template, Representation form) -> ENTRY_BYTES + form.body().length)
        .executor(Runnable::run)
        .build();
  }

  Representation of(TemplateSpec template, MediaType type) {
    Cache<TemplateSpec, Representation> cache = type.equals(APPLICATION_YAML) ? yaml : json;
    Representation known = cache.getIfPresent(template);
    if (known != null) {
      return known;
    }
    // Two who are here at once make the same, which costs less than one waiting for the other.
    Representation made = new Representation(EntityTags.of(template, type), body(template, type));
    cache.put(template, made);
    return made;
  }

  private static byte[] body(TemplateSpec template, MediaType type) {
    return type.equals(APPLICATION_YAML)
        ? YamlTemplates.format(template).getBytes(StandardCharsets.UTF_8)
        : Json.bytes(TemplateView.of(template));
  }
}
