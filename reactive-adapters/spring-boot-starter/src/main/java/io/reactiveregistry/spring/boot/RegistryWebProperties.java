package io.reactiveregistry.spring.boot;

import io.reactiveregistry.webflux.RouteGroup;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The HTTP interface of the registry, {@code reactive-registry.web.*}; see {@link
 * io.reactiveregistry.webflux.TemplateRoutesBuilder}.
 *
 * @param enabled Whether the HTTP interface is there; not by default, since whoever reaches it can
 *     write.
 * @param basePath What stands before /templates and the other paths, such as /prompts.
 * @param readOnly Whether it offers nothing that writes.
 * @param without Groups of routes that are left out.
 * @param maxBodySize The largest body, line or document that is read.
 * @param bodyTimeout How long a body may take to arrive.
 * @param clientTimeout How long a client may take nothing of an answer that is streamed.
 * @param heartbeat How often the changes send a comment when nothing happens.
 */
@ConfigurationProperties("reactive-registry.web")
public record RegistryWebProperties(
    @DefaultValue("false") boolean enabled,
    @DefaultValue("") String basePath,
    @DefaultValue("false") boolean readOnly,
    @DefaultValue Set<RouteGroup> without,
    @DefaultValue("1MB") DataSize maxBodySize,
    @DefaultValue("10s") Duration bodyTimeout,
    @DefaultValue("60s") Duration clientTimeout,
    @DefaultValue("15s") Duration heartbeat) {}
