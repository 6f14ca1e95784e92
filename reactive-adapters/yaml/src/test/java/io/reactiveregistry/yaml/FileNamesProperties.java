package io.reactiveregistry.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class FileNamesProperties {

  @Property
  void neverLeaveTheRootNorHideNorGrowTooLong(@ForAll String id) {
    Assume.that(!id.isBlank());
    Path anyRoot = Path.of("/nowhere/at all");
    Path path = new FileNames(anyRoot, List.of()).choose(id);

    assertThat(path.normalize()).isEqualTo(path);
    assertThat(path.startsWith(anyRoot)).isTrue();
    assertThat((Iterable<Path>) anyRoot.relativize(path))
        .allSatisfy(
            name ->
                assertThat(name.toString())
                    .matches("[A-Za-z0-9_%-][A-Za-z0-9_%.-]*")
                    .hasSizeLessThan(200));
    assertThat(path.toString()).endsWith(".yaml");
  }
}
