package io.reactiveregistry.examples.promptserver;

import io.reactiveregistry.webflux.RouteGroup;

/**
 * What a server that has started tells the person at the terminal: what there is, and how to try
 * it.
 */
final class Announcement {

  private final StringBuilder text = new StringBuilder();
  private final OfferedRoutes routes;
  private final String server;

  private Announcement(OfferedRoutes routes, String server) {
    this.routes = routes;
    this.server = server;
  }

  /**
   * @param server how its addresses begin
   * @param header what curl needs, with a space behind it, or nothing
   * @param example what there is to read below the base path
   */
  static String of(OfferedRoutes routes, String server, String header, String example) {
    return new Announcement(routes, server).compose(header, example);
  }

  private String compose(String header, String example) {
    boolean reading = routes.include(RouteGroup.READING);
    String base = routes.basePath();
    text.append("Serving");
    line(true, "/", "the page, for your browser");
    line(reading, base + "/templates", "all templates, ?prefix= or ?contains= for some");
    line(
        reading,
        base + "/templates/{id}",
        routes.writeTemplates() ? "one template; PUT saves it, DELETE deletes it" : "one template");
    line(
        reading && routes.include(RouteGroup.LABELS),
        base + "/templates/{id}@{label}",
        "the version on which the label stands");
    line(reading, base + "/templates/{id}/versions", "its versions");
    line(
        reading,
        base + "/templates/{id}/versions/{version}",
        "the template as it was in this version");
    line(reading, base + "/templates/{id}/diff?from=&to=", "how two of its versions differ");
    line(
        routes.include(RouteGroup.LABELS),
        base + "/templates/{id}/labels",
        routes.writeLabels() ? "its labels; PUT and DELETE /labels/{label}" : "its labels");
    line(routes.importTemplates(), base + "/import", "takes many templates as one stream");
    line(routes.include(RouteGroup.EXPORT), base + "/export", "all templates as one stream");
    line(routes.tellChanges(), base + "/changes", "the changes as they happen");
    line(routes.include(RouteGroup.STATISTICS), base + "/stats", "the state of the store");
    line(true, "/preview", "POST fills in a template that is not saved");
    line(true, "/dashboard, /actuator/health", "how the server is");
    if (reading) {
      text.append("%nTry%n  curl %s%s%s%s".formatted(header, server, base, example));
    }
    return text.toString();
  }

  private void line(boolean offered, String path, String meaning) {
    if (offered) {
      text.append("%n  %s%-39s %s".formatted(server, path, meaning));
    }
  }
}
