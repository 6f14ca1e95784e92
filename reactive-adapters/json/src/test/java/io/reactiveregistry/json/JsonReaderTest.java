package io.reactiveregistry.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonReaderTest {

  private static final int LONG = 40_000;
  private static final int COLLECTIONS = 20;

  /** Whoever sends documents with ever new names must not fill the memory with them. */
  @Test
  void nothingOfADocumentIsKeptWhenNobodyKeepsIt() {
    WeakReference<String> name = nameOf("{\"" + "n".repeat(LONG) + "\": 1}");
    for (int done = 0; done < COLLECTIONS && name.get() != null; done++) {
      System.gc();
    }
    assertThat(name.get()).isNull();
  }

  private static WeakReference<String> nameOf(String json) {
    Map<?, ?> document = (Map<?, ?>) JsonReader.read(json);
    String name = (String) document.keySet().iterator().next();
    assertThat(name).hasSize(LONG);
    return new WeakReference<>(name);
  }

  @Test
  void aRepeatedNameIsQuotedWithoutItsControlCharacters() {
    assertThatThrownBy(() -> JsonObject.parse("{\"\\u001b[2J\":1,\"\\u001b[2J\":2}"))
        .isInstanceOf(MalformedJsonException.class)
        .hasMessageContaining("the name '\\u001b[2J' is there already");
  }
}
