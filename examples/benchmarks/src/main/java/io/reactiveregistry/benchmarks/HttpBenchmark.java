package io.reactiveregistry.benchmarks;

import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.lmdb.LmdbRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Templates over HTTP, against what the same server does with a constant. */
final class HttpBenchmark {

  private static final int CONNECTIONS = 64;
  private static final String CONSTANT = "constant of the same size and type";
  private static final String TEMPLATE = "GET of a template, a hit of the Vault";
  private static final String NOT_MODIFIED = "304 for a template";
  private static final String TITLE = "HTTP, 64 connections";

  private final Setting setting;

  HttpBenchmark(Setting setting) {
    this.setting = setting;
  }

  void run(Results results) throws Exception {
    if (!RequestLoad.isPossible()) {
      results.addNotMeasured(TITLE, "wrk is not installed");
      return;
    }
    Path store = setting.directory().create("http");
    TemplateSpec template = SampleTemplates.template(1, 1);
    try (LmdbRegistry registry = LmdbRegistry.builder(store).open()) {
      registry.save(template).block();
    }
    String path = "/templates/" + URLEncoder.encode(template.id(), StandardCharsets.UTF_8);
    HttpResponse<String> answer;
    try (ServerProcess server = ServerProcess.start(store, "")) {
      answer = get(server.url(path));
    }
    try (ServerProcess server = ServerProcess.start(store, answer.body())) {
      String condition = "If-None-Match: " + answer.headers().firstValue("ETag").orElseThrow();
      List<RequestLoad> loads =
          List.of(
              load(CONSTANT, server.url(BenchmarkServer.CONSTANT), ""),
              load(TEMPLATE, server.url(path), ""),
              load(NOT_MODIFIED, server.url(path), condition));
      Measurements throughput = setting.comparison().run(TITLE, loads);
      Measurements tail = tail(loads, throughput);
      results.add(throughput.ratio(TEMPLATE, TEMPLATE, CONSTANT, Bar.GET_OVER_CONSTANT));
      results.add(
          throughput.ratio(NOT_MODIFIED, NOT_MODIFIED, CONSTANT, Bar.NOT_MODIFIED_OVER_CONSTANT));
      results.add(tail.ratio(tail.title(), TEMPLATE, CONSTANT, Bar.GET_LATENCY_OVER_CONSTANT));
      results.add(throughput);
      results.add(tail);
    }
  }

  /** The last turns, which are those that were counted. */
  private static Measurements tail(List<RequestLoad> loads, Measurements throughput) {
    Map<String, double[]> perSecond = new LinkedHashMap<>();
    for (RequestLoad load : loads) {
      int counted = throughput.rounds();
      List<Double> turns = load.perSecondAtTail();
      perSecond.put(
          load.name(),
          turns.subList(turns.size() - counted, turns.size()).stream()
              .mapToDouble(Double::doubleValue)
              .toArray());
    }
    return new Measurements(TEMPLATE + ", 1/p99", perSecond);
  }

  private RequestLoad load(String name, String url, String header) {
    return new RequestLoad(name, url, header, CONNECTIONS, setting.scale().serving().turn());
  }

  private static HttpResponse<String> get(String url) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(url)).build(),
                HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException("%s was answered with %d".formatted(url, answer.statusCode()));
    }
    return answer;
  }
}
