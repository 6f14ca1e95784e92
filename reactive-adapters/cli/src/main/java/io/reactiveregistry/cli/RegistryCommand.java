package io.reactiveregistry.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** What stands before and behind every command. */
@Command(
    name = "registry",
    description = "Looks after stores of prompt templates.",
    scope = ScopeType.INHERIT,
    versionProvider = RegistryCommand.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:everything was done",
      "1:some items failed, were refused, were not found, differ or are damaged",
      "2:the command line is wrong",
      "3:a store or a file cannot be used",
      "130:interrupted; the last line says what that means"
    })
@SuppressWarnings("UnusedVariable") // picocli reads them
final class RegistryCommand {

  @Mixin private final Console console;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help.")
  private boolean help;

  // Not for every command: "get" has an option of this name for another purpose.
  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version of this program.")
  private boolean version;

  RegistryCommand(Console console) {
    this.console = console;
  }

  /** The version in the manifest of the jar. */
  static final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
      String version = RegistryCommand.class.getPackage().getImplementationVersion();
      return new String[] {"registry " + (version == null ? "(not packaged)" : version)};
    }
  }
}
