package io.reactiveregistry.langchain4j;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The inputs that LangChain4j fills in by itself, as ISO texts, where they are not given. */
record DateTimeInputs(Clock clock) {

  Map<String, @Nullable Object> addedTo(Map<String, ? extends @Nullable Object> inputs) {
    Map<String, @Nullable Object> all = new HashMap<>(inputs);
    LocalDateTime now = LocalDateTime.now(clock);
    all.putIfAbsent("current_date", LocalDate.from(now).toString());
    all.putIfAbsent("current_time", LocalTime.from(now).toString());
    all.putIfAbsent("current_date_time", now.toString());
    return all;
  }
}
