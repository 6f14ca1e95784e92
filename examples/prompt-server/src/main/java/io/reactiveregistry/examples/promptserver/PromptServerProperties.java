package io.reactiveregistry.examples.promptserver;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The options of this server, as {@code --prompt-server.store=...} and so on.
 *
 * @param store the directory of the store; created when there is none
 * @param maxStoreSize how large the store may grow
 * @param maxBodySize the largest request body that is read
 * @param bodyTimeout how long a request body may take to arrive
 * @param clientTimeout how long a client may take nothing of an answer that is streamed to it
 * @param heartbeat how often {@code /changes} sends a comment, so that no proxy closes it
 */
@ConfigurationProperties("prompt-server")
record PromptServerProperties(
    @DefaultValue("prompt-store") Path store,
    @DefaultValue("1GB") DataSize maxStoreSize,
    @DefaultValue("1MB") DataSize maxBodySize,
    @DefaultValue("10s") Duration bodyTimeout,
    @DefaultValue("60s") Duration clientTimeout,
    @DefaultValue("15s") Duration heartbeat) {}
