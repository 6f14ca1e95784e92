package io.reactiveregistry.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.PooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.NettyDataBufferFactory;

class BufferBytesTest {

  private final PooledByteBufAllocator allocator = new PooledByteBufAllocator(true);

  @Test
  void theBytesAreTakenAndTheBufferIsReleased() {
    DataBuffer buffer = new NettyDataBufferFactory(allocator).allocateBuffer(16);
    buffer.write("a\nb", StandardCharsets.UTF_8);

    assertThat(BufferBytes.drain(buffer)).asString(StandardCharsets.UTF_8).isEqualTo("a\nb");
    assertThat(allocator.pinnedDirectMemory()).isZero();
  }
}
