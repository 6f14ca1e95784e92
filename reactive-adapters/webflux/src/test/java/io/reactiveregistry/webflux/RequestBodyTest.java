package io.reactiveregistry.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.codec.HttpMessageReader;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.reactive.function.server.HandlerStrategies;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebExchangeDecorator;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;
import reactor.test.scheduler.VirtualTimeScheduler;

class RequestBodyTest {

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final List<HttpMessageReader<?>> READERS =
      HandlerStrategies.withDefaults().messageReaders();

  private final ByteBuf memory =
      UnpooledByteBufAllocator.DEFAULT.buffer().writeBytes("{}".getBytes(StandardCharsets.UTF_8));
  private final DataBuffer buffer =
      new NettyDataBufferFactory(UnpooledByteBufAllocator.DEFAULT).wrap(memory);
  private final TestPublisher<DataBuffer> arriving = TestPublisher.create();
  private VirtualTimeScheduler time;

  @BeforeEach
  void stopTheClock() {
    time = VirtualTimeScheduler.getOrSet();
  }

  @AfterEach
  void letItGo() {
    VirtualTimeScheduler.reset();
  }

  private ServerWebExchange exchange() {
    return MockServerWebExchange.from(MockServerHttpRequest.put("/").body(arriving.flux()));
  }

  /**
   * It goes by between the arrival of the body, which is noted there, and the time-out's seeing it.
   */
  private ServerWebExchange withTimeGoingByOnceTheBodyIsThere() {
    Map<String, Object> attributes =
        new HashMap<>() {
          private static final long serialVersionUID = 1L;

          @Override
          public Object put(String name, Object value) {
            time.advanceTimeBy(LIMIT);
            return super.put(name, value);
          }
        };
    return new ServerWebExchangeDecorator(exchange()) {
      @Override
      public Map<String, Object> getAttributes() {
        return attributes;
      }
    };
  }

  @Test
  void theBufferOfABodyIsReleasedOnceItsBytesAreTaken() {
    StepVerifier.create(new RequestBody(100, LIMIT).read(ServerRequest.create(exchange(), READERS)))
        .then(() -> arriving.emit(buffer))
        .assertNext(bytes -> assertThat(bytes).asString(StandardCharsets.UTF_8).isEqualTo("{}"))
        .verifyComplete();
    assertThat(memory.refCnt()).isZero();
  }

  @Test
  void theBufferOfABodyThatIsJustTooLateIsReleasedToo() {
    ServerRequest request = ServerRequest.create(withTimeGoingByOnceTheBodyIsThere(), READERS);

    StepVerifier.create(new RequestBody(100, LIMIT).read(request))
        .then(() -> arriving.emit(buffer))
        .expectErrorSatisfies(
            error ->
                assertThat(error)
                    .isInstanceOfSatisfying(
                        ResponseStatusException.class,
                        late ->
                            assertThat(late.getStatusCode()).isEqualTo(HttpStatus.REQUEST_TIMEOUT)))
        .verify();
    assertThat(memory.refCnt()).isZero();
  }
}
