package io.reactiveregistry.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.contract.InMemoryRegistry;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import reactor.core.publisher.Flux;

/** Lists of ids alone, and of those that contain a text. */
class ListingTest {

  private static RunningServer server;

  @BeforeAll
  static void start() {
    InMemoryRegistry registry = new InMemoryRegistry();
    registry
        .saveBatch(
            List.of(
                template("agents/Planner"),
                template("agents/replanner"),
                template("plans"),
                template("Ärzte/\"quoted\""),
                template("support.reply")))
        .block();
    server = RunningServer.start(registry, routes -> routes);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static TemplateSpec template(String id) {
    return TemplateSpec.builder(id).template("text of " + id).build();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "view=ids|[\"agents/Planner\",\"agents/replanner\",\"plans\",\"support.reply\",\"Ärzte/\\\"quoted\\\"\"]",
        "view=ids&limit=2|[\"agents/Planner\",\"agents/replanner\"]",
        "view=ids&after=plans&limit=1|[\"support.reply\"]",
        "view=ids&prefix=nothing|[]",
        "view=ids&contains=PLAN|[\"agents/Planner\",\"agents/replanner\",\"plans\"]",
        "view=ids&contains=plan&limit=2|[\"agents/Planner\",\"agents/replanner\"]",
        "view=ids&contains=plan&after=agents/Planner|[\"agents/replanner\",\"plans\"]",
        "view=ids&contains=plan&prefix=agents|[\"agents/Planner\",\"agents/replanner\"]",
        "view=ids&contains=%C3%A4RZTE|[\"Ärzte/\\\"quoted\\\"\"]",
        "view=ids&contains=.|[\"support.reply\"]",
        "view=ids&contains=absent|[]",
        "view=ids&contains=|[\"agents/Planner\",\"agents/replanner\",\"plans\",\"support.reply\",\"Ärzte/\\\"quoted\\\"\"]",
      })
  void idsAreListedAlone(String query, String ids) {
    server
        .get("/templates?" + query)
        .expectStatus()
        .isOk()
        .expectHeader()
        .contentType(MediaType.APPLICATION_JSON)
        .expectBody(String.class)
        .isEqualTo(ids);
  }

  @Test
  void idsAreListedOneALineToo() {
    server
        .get("/templates?view=ids&contains=planner", MediaType.APPLICATION_NDJSON)
        .expectStatus()
        .isOk()
        .expectHeader()
        .contentType(MediaType.APPLICATION_NDJSON)
        .expectBody(String.class)
        .isEqualTo("\"agents/Planner\"\n\"agents/replanner\"\n");
  }

  @ParameterizedTest
  @CsvSource({"/templates", "/export"})
  void wholeTemplatesAreChosenByWhatTheirIdsContain(String path) {
    server
        .get(path + "?contains=planner&limit=1", MediaType.APPLICATION_NDJSON)
        .expectBody()
        .jsonPath("$.id")
        .isEqualTo("agents/Planner")
        .jsonPath("$.template")
        .isEqualTo("text of agents/Planner");
  }

  @Test
  void aTextThatNoIdCouldWellContainIsNotLookedFor() {
    server.get("/templates?contains=" + "x".repeat(200)).expectStatus().isOk();
    server
        .get("/templates?contains=" + "x".repeat(201))
        .expectStatus()
        .isEqualTo(HttpStatus.BAD_REQUEST)
        .expectBody()
        .jsonPath("$.detail")
        .isEqualTo("contains= has 201 characters; at most 200 are looked for");
  }

  @Test
  void noFurtherIdsAreLookedAtThanItTakesToFindThoseAskedFor() {
    AtomicInteger lookedAt = new AtomicInteger();
    ReactiveRegistry many =
        Intercepted.over(
            new InMemoryRegistry(),
            "listIds",
            own ->
                Flux.range(0, 1_000_000)
                    .map("id%07d"::formatted)
                    .doOnNext(id -> lookedAt.incrementAndGet()));
    try (RunningServer large = RunningServer.start(many, routes -> routes)) {
      large
          .get("/templates?view=ids&contains=0000700&limit=1")
          .expectBody(String.class)
          .isEqualTo("[\"id0000700\"]");
      assertThat(lookedAt).hasValueBetween(701, 2_000);
    }
  }
}
