package io.reactiveregistry.spring.boot.guide;

import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.TemplateRef;
import io.reactiveregistry.TemplateSpec;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
class Greetings {

  private static final TemplateRef IN_PRODUCTION = TemplateRef.label("greeting", "production");

  private final ReactiveRegistry prompts;

  Greetings(ReactiveRegistry prompts) {
    this.prompts = prompts;
  }

  @GetMapping("/greeting")
  Mono<String> greeting() {
    return prompts.load(IN_PRODUCTION).map(TemplateSpec::template);
  }
}
