package io.reactiveregistry.examples.promptserver.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * A Chromium that is used as a person uses it. Whatever it looks for or does is tried until it is
 * there and can be done, for at most a minute: the page changes by itself.
 */
final class Browser implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Path SCREENSHOTS =
      Path.of(System.getProperty("screenshots", "target/screenshots"));

  private final ChromeDriver driver;
  private final URI address;
  private final Path profile;

  private Browser(ChromeDriver driver, URI address, Path profile) {
    this.driver = driver;
    this.address = address;
    this.profile = profile;
  }

  /**
   * @param profile a directory that does not exist yet
   */
  static Browser open(URI address, Path profile) {
    LoggingPreferences logged = new LoggingPreferences();
    logged.enable(LogType.BROWSER, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setBinary("/usr/bin/chromium");
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
        "--hide-scrollbars",
        "--lang=en",
        "--window-size=1280,900",
        "--user-data-dir=" + profile);
    options.setCapability("goog:loggingPrefs", logged);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(new File("/usr/bin/chromedriver"))
            .usingAnyFreePort()
            .build();
    Browser browser = new Browser(new ChromeDriver(service, options), address, profile);
    browser.driver.manage().timeouts().pageLoadTimeout(PATIENCE).scriptTimeout(PATIENCE);
    return browser;
  }

  /** Goes to a place in the page, and waits until the page has started. */
  void visit(String fragment) {
    driver.get(address + fragment);
    find("#connection");
  }

  void waitUntilLive() {
    find("#connection[data-state='live']");
  }

  WebElement find(String css) {
    return find(By.cssSelector(css));
  }

  private WebElement find(By by) {
    return eventually(by.toString(), () -> driver.findElement(by));
  }

  /** How many elements there are now. */
  int count(String css) {
    return driver.findElements(By.cssSelector(css)).size();
  }

  String text(String css) {
    return eventually(css, () -> Objects.requireNonNull(find(css).getDomProperty("textContent")));
  }

  /** Waits until an element holds the text. */
  void see(String css, String text) {
    eventually(
        "'%s' in %s".formatted(text, css),
        () ->
            driver.findElements(By.cssSelector(css)).stream()
                .filter(it -> String.valueOf(it.getDomProperty("textContent")).contains(text))
                .findFirst()
                .orElse(null));
  }

  /** Waits until an element is within the window, and nothing lies over its middle. */
  void seeInView(String css) {
    until(
        """
        const it = document.querySelector("%s");
        const { x, y, width, height } = it.getBoundingClientRect();
        return it.contains(document.elementFromPoint(x + width / 2, y + height / 2));
        """
            .formatted(css));
  }

  /** Waits until the list says that it has so many ids. */
  void seeCount(String text) {
    until("return document.getElementById('count').textContent === '%s'".formatted(text));
  }

  void seeNo(String css) {
    eventually("no " + css, () -> count(css) == 0 ? true : null);
  }

  /** Waits until a script gives true. */
  void until(String script) {
    eventually(script, () -> holds(script) ? true : null);
  }

  /** Clicks on the control that has the text, or is called by it. */
  void press(String text) {
    click(
        By.xpath(
            "//*[self::button or self::a][normalize-space()='%1$s' or @aria-label='%1$s']"
                .formatted(text)));
  }

  void click(String css) {
    click(By.cssSelector(css));
  }

  private void click(By by) {
    eventually(
        "a click on " + by,
        () -> {
          List<WebElement> shown =
              driver.findElements(by).stream().filter(WebElement::isDisplayed).toList();
          if (shown.isEmpty()) {
            return null;
          }
          // In a dialog, which comes last, rather than behind it.
          WebElement last = shown.get(shown.size() - 1);
          driver.executeScript("arguments[0].scrollIntoView({block: 'center'})", last);
          last.click();
          return true;
        });
  }

  /** Replaces the text of a field. */
  void fill(String css, String text) {
    eventually(
        "a text in " + css,
        () -> {
          WebElement field = driver.findElement(By.cssSelector(css));
          field.clear();
          field.sendKeys(text);
          return true;
        });
  }

  /** Replaces the text of the field with this name. */
  void fillNamed(String name, String text) {
    eventually(
        "a text in " + name,
        () -> {
          WebElement field = driver.findElement(named(name));
          field.clear();
          field.sendKeys(text);
          return true;
        });
  }

  void choose(String css, String value) {
    eventually(
        "a choice in " + css,
        () -> {
          new Select(driver.findElement(By.cssSelector(css))).selectByValue(value);
          return true;
        });
  }

  void chooseNamed(String name, String value) {
    eventually(
        "a choice in " + name,
        () -> {
          new Select(driver.findElement(named(name))).selectByValue(value);
          return true;
        });
  }

  private static By named(String name) {
    return By.xpath(
        "//label[span[normalize-space()='%s']]/*[self::input or self::textarea or self::select]"
            .formatted(name));
  }

  /** Types where the focus is. */
  void type(CharSequence... keys) {
    new Actions(driver)
        .sendKeys(Stream.of(keys).map(CharSequence::toString).toArray(String[]::new))
        .perform();
  }

  void back() {
    driver.navigate().back();
  }

  /** Types keys while another one is held. */
  void typeWith(Keys held, String keys) {
    new Actions(driver).keyDown(held).sendKeys(keys).keyUp(held).perform();
  }

  /** Waits until the focus is on what the selector matches. */
  void seeFocusOn(String css) {
    until("return document.activeElement.matches(\"%s\")".formatted(css));
  }

  /** Whether a script gives true. */
  boolean holds(String script) {
    return Boolean.TRUE.equals(driver.executeScript(script));
  }

  void run(String script) {
    driver.executeScript(script);
  }

  /** Lets no request through to what begins with this path. */
  void cutOff(String path) {
    driver.executeCdpCommand("Network.enable", Map.of());
    driver.executeCdpCommand("Network.setBlockedURLs", Map.of("urls", List.of(address + path)));
  }

  void cutOffNothing() {
    driver.executeCdpCommand("Network.setBlockedURLs", Map.of("urls", List.of()));
  }

  /** Keeps requests with this method on their way, as a slow network does. */
  void holdBack(String method) {
    run(
        """
        const send = window.fetch;
        window.letGo = null;
        window.fetch = async (where, request) => {
          if (request.method === '%s') {
            await new Promise((resolve) => { window.letGo = resolve; });
          }
          return send(where, request);
        };
        """
            .formatted(method));
  }

  void waitUntilOneIsHeldBack() {
    until("return window.letGo !== null");
  }

  void letGo() {
    run("window.letGo()");
  }

  /** Answers requests with this method in place of the server, as a proxy before it does. */
  void answerInstead(String method, int status, Map<String, String> headers) {
    driver.executeScript(
        """
        const [method, status, headers] = arguments;
        const send = window.fetch;
        window.fetch = async (where, request) =>
          request.method === method ? new Response('', { status, headers }) : send(where, request);
        """,
        method,
        status,
        headers);
  }

  void resize(int width, int height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500));
  }

  void prefer(String feature, String value) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", feature, "value", value))));
  }

  /** Keeps a picture of what is shown, once nothing moves. */
  void screenshot(String name) {
    until("return document.getAnimations().every((it) => it.playState !== 'running')");
    try {
      Files.createDirectories(SCREENSHOTS);
      Files.write(SCREENSHOTS.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException("The screenshot could not be kept", e);
    }
  }

  /**
   * The console has nothing to complain of: no error of a script, nothing against the security
   * policy. That the server refused a request, or could not be reached, is no error of the page.
   */
  void assertNothingIsWrong() {
    assertThat(
            StreamSupport.stream(driver.manage().logs().get(LogType.BROWSER).spliterator(), false)
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .filter(message -> !message.contains("Failed to load resource"))
                .filter(message -> !message.contains("net::ERR_")))
        .isEmpty();
  }

  private <T> T eventually(String what, Attempt<T> attempt) {
    return new WebDriverWait(driver, PATIENCE, Duration.ofMillis(100))
        .withMessage(what)
        .ignoring(WebDriverException.class)
        .until(it -> attempt.make());
  }

  /** Something that can be tried again; null when it has to be. */
  private interface Attempt<T> {
    @org.jspecify.annotations.Nullable
    T make();
  }

  /** Returns when nobody writes into the profile any more: the browser has many processes. */
  @Override
  public void close() {
    List<ProcessHandle> processes = processes();
    driver.quit();
    for (ProcessHandle each : processes) {
      CompletableFuture<ProcessHandle> end = each.onExit();
      assertThat(end).as("the end of %s", each.info()).succeedsWithin(PATIENCE);
    }
  }

  /** Those of the driver, and those that have left it but know the profile. */
  private List<ProcessHandle> processes() {
    String name = profile.toString();
    return Stream.concat(
            ProcessHandle.current().descendants(),
            ProcessHandle.allProcesses()
                .filter(
                    it -> it.info().commandLine().filter(line -> line.contains(name)).isPresent()))
        .distinct()
        .toList();
  }
}
