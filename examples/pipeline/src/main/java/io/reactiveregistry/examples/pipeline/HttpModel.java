package io.reactiveregistry.examples.pipeline;

import io.netty.handler.codec.http.HttpResponseStatus;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufMono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;

/** A model that is asked over HTTP. */
final class HttpModel implements Model {

  private final HttpClient client;

  /**
   * @param client knows where the model is
   */
  HttpModel(HttpClient client) {
    this.client = client;
  }

  @Override
  public Mono<Answer> complete(String prompt) {
    return Correlation.current().flatMap(id -> post(prompt, id));
  }

  private Mono<Answer> post(String prompt, String correlationId) {
    return client
        .headers(headers -> headers.set(Correlation.HEADER, Correlation.toHeader(correlationId)))
        .post()
        .uri(PlayedModel.PATH)
        .send(ByteBufMono.fromString(Mono.just(prompt)))
        .responseSingle((response, body) -> answer(response, body.asString()));
  }

  private static Mono<Answer> answer(HttpClientResponse response, Mono<String> body) {
    if (response.status().equals(HttpResponseStatus.OK)) {
      String id = Correlation.ofHeader(response.responseHeaders().get(Correlation.HEADER));
      return body.defaultIfEmpty("").map(text -> new Answer(id, text));
    }
    // The body is read all the same, so that the connection can be used again.
    return body.then(Mono.error(() -> ModelException.ofStatus(response.status().code())));
  }
}
