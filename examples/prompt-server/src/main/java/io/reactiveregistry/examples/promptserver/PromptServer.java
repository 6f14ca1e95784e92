package io.reactiveregistry.examples.promptserver;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class PromptServer {

  public static void main(String[] args) {
    SpringApplication.run(PromptServer.class, args);
  }
}
