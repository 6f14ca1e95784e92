package io.reactiveregistry.examples.promptserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.InputType;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.yaml.ParsedTemplate;
import io.reactiveregistry.yaml.YamlTemplates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

class SamplePromptsTest {

  private final List<TemplateSpec> prompts = SamplePrompts.read();

  @Test
  void thereAreManyAndTheirIdsDiffer() {
    assertThat(prompts).hasSizeGreaterThanOrEqualTo(24);
    assertThat(prompts).extracting(TemplateSpec::id).doesNotHaveDuplicates();
  }

  @Test
  void theyAreOfRealisticSize() {
    assertThat(prompts)
        .allSatisfy(
            prompt ->
                assertThat(prompt.template().getBytes(StandardCharsets.UTF_8).length)
                    .isBetween(300, 4096));
  }

  @Test
  void togetherTheyUseEveryTypeOfInput() {
    assertThat(prompts)
        .flatExtracting(prompt -> prompt.inputs().values())
        .extracting(input -> input.type())
        .contains(InputType.values());
  }

  @Test
  void everyInputIsUsedInTheText() {
    assertThat(prompts)
        .allSatisfy(
            prompt ->
                assertThat(prompt.inputs().keySet())
                    .allSatisfy(
                        name ->
                            assertThat(prompt.template())
                                .containsPattern("\\{[{%][^}]*\\b" + Pattern.quote(name) + "\\b")));
  }

  @Test
  void everyOneSaysWhatItIsForAndWhoOwnsIt() {
    assertThat(prompts)
        .allSatisfy(
            prompt -> {
              assertThat(prompt.description()).isNotBlank();
              assertThat(prompt.metadata()).containsKeys("owner", "tags", "model");
            });
  }

  @Test
  void noFileHasAFieldThatATemplateDoesNotHave() throws IOException {
    for (Resource file :
        new PathMatchingResourcePatternResolver().getResources("classpath:/prompts/**/*.yaml")) {
      ParsedTemplate parsed =
          YamlTemplates.parseWithWarnings(
              file.getContentAsByteArray(), file.getDescription(), YamlTemplates.DEFAULT_MAX_BYTES);
      assertThat(parsed.unknownFields()).as(file.getDescription()).isEmpty();
    }
  }
}
