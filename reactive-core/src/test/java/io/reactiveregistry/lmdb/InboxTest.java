package io.reactiveregistry.lmdb;

import static io.reactiveregistry.contract.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.lmdb.Inbox.Admission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class InboxTest {

  @Test
  void itemsAreTakenInTheOrderOffered() {
    Inbox<String> inbox = new Inbox<>(10);
    inbox.offer("a");
    inbox.offer("b");

    @Nullable String[] taken = new String[4];
    assertThat(inbox.take(taken)).isEqualTo(2);
    assertThat(taken).startsWith("a", "b");
  }

  @Test
  void takesNoMoreThanTheArrayHolds() {
    Inbox<String> inbox = new Inbox<>(10);
    List.of("a", "b", "c").forEach(inbox::offer);

    assertThat(inbox.take(new String[2])).isEqualTo(2);
    assertThat(inbox.take(new String[2])).isEqualTo(1);
  }

  @Test
  void isFullUntilWhatWasTakenIsReleased() {
    Inbox<String> inbox = new Inbox<>(1);
    assertThat(inbox.offer("a")).isEqualTo(Admission.ACCEPTED);
    assertThat(inbox.offer("b")).isEqualTo(Admission.FULL);

    inbox.take(new String[1]);
    assertThat(inbox.offer("b")).isEqualTo(Admission.FULL);

    inbox.release(1);
    assertThat(inbox.offer("b")).isEqualTo(Admission.ACCEPTED);
  }

  @Test
  void takesWhatMustNotBeRefusedAlthoughFull() {
    Inbox<String> inbox = new Inbox<>(1);
    inbox.offer("a");

    assertThat(inbox.offerBeyondCapacity("b")).isEqualTo(Admission.ACCEPTED);
    assertThat(inbox.size()).isEqualTo(2);
  }

  @Test
  void afterClosingNothingIsAdmittedAndEverythingAdmittedIsTaken() {
    Inbox<String> inbox = new Inbox<>(10);
    inbox.offer("a");
    inbox.close();

    assertThat(inbox.offer("b")).isEqualTo(Admission.CLOSED);
    assertThat(inbox.await()).isTrue();
    assertThat(inbox.take(new String[4])).isEqualTo(1);
    assertThat(inbox.await()).as("taken but not yet released").isFalse();
    inbox.release(1);
    assertThat(inbox.await()).isFalse();
  }

  @Test
  void closingWakesAWaitingConsumer() throws Exception {
    Inbox<String> inbox = new Inbox<>(10);
    CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(inbox::await);

    inbox.close();

    assertThat(waiting.get(10, TimeUnit.SECONDS)).isFalse();
  }

  @Test
  void nothingAdmittedByRacingProducersIsLostWhenItIsClosed() throws Exception {
    for (int round = 0; round < 200; round++) {
      Inbox<Integer> inbox = new Inbox<>(64);
      List<Integer> received = new ArrayList<>();
      CompletableFuture<Void> consumer =
          CompletableFuture.runAsync(
              () -> {
                @Nullable Integer[] batch = new Integer[8];
                while (inbox.await()) {
                  int count = inbox.take(batch);
                  for (int i = 0; i < count; i++) {
                    received.add(batch[i]);
                  }
                  inbox.release(count);
                }
              });

      long accepted =
          IntStream.range(0, 500)
              .parallel()
              .filter(
                  i -> {
                    if (i == 400) {
                      inbox.close();
                    }
                    return inbox.offer(i) == Admission.ACCEPTED;
                  })
              .count();
      inbox.close();
      consumer.get(10, TimeUnit.SECONDS);

      assertThat(received).as("round %d", round).hasSize((int) accepted).doesNotHaveDuplicates();
    }
  }

  @Test
  void aConsumerThatWasInterruptedWaitsAllTheSame() {
    Inbox<String> inbox = new Inbox<>(1);
    Thread consumer = new Thread(inbox::await);
    consumer.start();
    consumer.interrupt();

    await()
        .atMost(Duration.ofSeconds(10))
        .during(Duration.ofMillis(100))
        .until(() -> consumer.getState() == Thread.State.WAITING);
    inbox.close();
  }
}
