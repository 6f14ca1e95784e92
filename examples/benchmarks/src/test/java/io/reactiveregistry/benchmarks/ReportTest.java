package io.reactiveregistry.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class ReportTest {

  private static final long MEGABYTE = 1 << 20;
  private static final Ratio HELD = ratio("load, 64 in flight", 1.4, Bar.LOAD_OVER_WRAPPER);
  private static final Ratio MISSED = ratio("save", 19.9, Bar.SAVE_OVER_TRANSACTION_EACH);
  private static final Ratio NOT_PROMISED = ratio("load <1>", 0.5, null);

  @Test
  void barsAreHeldWhenTheMedianReachesThem() {
    assertThat(HELD.isHeld()).isTrue();
    assertThat(MISSED.isHeld()).isFalse();
    assertThat(NOT_PROMISED.isHeld()).isTrue();
  }

  @Test
  void resultsAreHeldWhenNothingWasMissed() {
    assertThat(results(HELD, NOT_PROMISED).isHeld()).isTrue();
    assertThat(results(HELD, MISSED).isHeld()).isFalse();
  }

  @Test
  void resultsAreNotHeldWhenTheImportFailed() {
    Results results = results(HELD);
    results.add(new SmallHeapImport.Outcome(10, 96, "it ended", 0, 0, 0, 0));

    assertThat(results.isHeld()).isFalse();
    assertThat(MarkdownReport.of(results)).contains("FAILED, it ended.");
  }

  @Test
  void resultsAreNotHeldWhenSomethingWasNotMeasured() {
    Results results = results(HELD);
    results.addNotMeasured("HTTP", "wrk is not installed");

    assertThat(results.isHeld()).isFalse();
    assertThat(MarkdownReport.of(results))
        .contains("HTTP: NOT MEASURED, because wrk is not installed.");
  }

  @Test
  void clientsThatReadNothingMayTakeNoMoreMemoryForMoreChanges() {
    Results steady = new Results();
    steady.add(clients(1_000, 103 * MEGABYTE, 115 * MEGABYTE - MEGABYTE));
    Results growing = new Results();
    growing.add(clients(1_000, 103 * MEGABYTE, 116 * MEGABYTE));

    assertThat(steady.isHeld()).isTrue();
    assertThat(MarkdownReport.of(steady)).contains("1,000 clients of a server").contains("held. ");
    assertThat(growing.isHeld()).isFalse();
    assertThat(MarkdownReport.of(growing))
        .contains("MISSED. ")
        .contains("it took 13.0 MB of heap and 0.0 MB outside more")
        .contains("at most 11.8 MB of heap and 25.8 MB outside is held");
  }

  @Test
  void whatClientsTakeOutsideOfTheHeapIsBoundedToo() {
    ServerMemory most = clients(1_000, 0, 0).mostGrowth();

    assertThat(most.isWithin(most)).isTrue();
    assertThat(new ServerMemory(0, most.outside() + 1).isWithin(most)).isFalse();
  }

  @Test
  void markdownShowsEachRatioWithItsBar() {
    assertThat(MarkdownReport.of(results(HELD, MISSED, NOT_PROMISED)))
        .containsPattern("load, 64 in flight .*1\\.40x .*>= 1\\.30x .*held")
        .containsPattern("save .*19\\.90x .*>= 20\\.00x .*MISSED")
        .containsPattern("load <1> .*0\\.50x");
  }

  @Test
  void commasInNamesAreQuoted() {
    assertThat(CsvReport.ofRatios(results(HELD)))
        .contains("\"load, 64 in flight\",baseline,100.000,50.000,1.400,1.400,1.400,1.300,true\n");
  }

  @Test
  void everyRoundIsWrittenDown() {
    Results results = new Results();
    results.add(new Measurements("save", Map.of("registry", new double[] {10, 20})));

    assertThat(CsvReport.ofRounds(results))
        .endsWith("save,registry,1,10.000\nsave,registry,2,20.000\n");
  }

  @Test
  void chartIsWellFormedAndHasABarForEachRatio() throws Exception {
    String svg = RatioChart.of(List.of(HELD, MISSED, NOT_PROMISED));

    Document chart =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(svg)));
    assertThat(chart.getElementsByTagName("rect").getLength()).isEqualTo(3);
    assertThat(svg).contains("load &lt;1&gt;");
  }

  private static ConnectedClients.Outcome clients(int count, long heap, long heapForTwice) {
    ServerMemory nothing = new ServerMemory(0, 0);
    return new ConnectedClients.Outcome(
        count,
        256,
        2_000,
        null,
        new ConnectedClients.Taken(
            nothing,
            nothing,
            new ServerMemory(heap, 0),
            new ServerMemory(heapForTwice, 0),
            nothing));
  }

  private static Results results(Ratio... ratios) {
    Results results = new Results();
    List.of(ratios).forEach(results::add);
    return results;
  }

  private static Ratio ratio(String description, double value, @Nullable Bar bar) {
    return new Ratio(description, "baseline", 100, 50, Spread.of(value), bar);
  }
}
