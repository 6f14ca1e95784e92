package io.reactiveregistry.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.logging.LogManager;
import picocli.CommandLine;

/** The program {@code registry}. */
public final class RegistryCli {

  private static final String NATIVE_ENCODING = System.getProperty("sun.jnu.encoding", "UTF-8");

  /** From this one on, the JDK warns of every first use of {@code sun.misc.Unsafe}. */
  private static final int FIRST_RELEASE_THAT_WARNS = 24;

  private RegistryCli() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    if (!Arrays.asList(args).contains("--debug")) {
      silenceLibraries();
    }
    if (Runtime.version().feature() >= FIRST_RELEASE_THAT_WARNS) {
      avoidUnsafe();
    }
    FatalErrors.endTheProcess();
    // Not System.out and System.err: they take their encoding from the locale and hide errors.
    System.exit(
        run(
            System.in,
            new FileOutputStream(FileDescriptor.out),
            new FileOutputStream(FileDescriptor.err),
            args));
  }

  /** Libraries log what the error line says already. */
  private static void silenceLibraries() {
    System.setProperty("reactor.logging.fallback", "JDK");
    LogManager.getLogManager().reset();
  }

  /** jffi and MessagePack have another way, and read these properties when they are first used. */
  private static void avoidUnsafe() {
    System.setProperty("jffi.unsafe.disabled", "true");
    System.setProperty("msgpack.universal-buffer", "true");
  }

  /** Runs one command with these streams; returns its exit code. */
  static int run(InputStream in, OutputStream out, OutputStream err, String... args) {
    Console console = new Console(in, out, err);
    ErrorHandler errors = new ErrorHandler(console);
    if (isGarbled(args)) {
      return errors.report(
          new CommandFailure(
              ExitCodes.USAGE,
              "usage",
              "An argument has characters that the locale (%s) cannot express; set LC_ALL=C.UTF-8"
                  .formatted(NATIVE_ENCODING)));
    }
    CommandLine commandLine =
        new CommandLine(new RegistryCommand(console))
            .addSubcommand(new MigrateCommand(console))
            .addSubcommand(new VerifyCommand(console))
            .addSubcommand(new ListCommand(console))
            .addSubcommand(new GetCommand(console))
            .addSubcommand(new PutCommand(console))
            .addSubcommand(new DeleteCommand(console))
            .addSubcommand(new VersionsCommand(console))
            .addSubcommand(new DiffCommand(console))
            .addSubcommand(new RollbackCommand(console))
            .addSubcommand(new LabelCommand(console))
            .addSubcommand(new LabelsCommand(console))
            .addSubcommand(new WatchCommand(console))
            .addSubcommand(new StatsCommand(console))
            .addSubcommand(new ExportCommand(console))
            .addSubcommand(new CheckCommand(console))
            .addSubcommand(new RepairCommand(console))
            .addSubcommand(new SalvageCommand(console))
            .addSubcommand(new BackupCommand(console))
            .addSubcommand(new RestoreCommand(console))
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setOut(console.out())
            .setErr(console.err())
            .setParameterExceptionHandler(errors)
            .setExecutionExceptionHandler(errors);
    int exitCode = commandLine.execute(args);
    try {
      console.flush();
      return exitCode;
    } catch (OutputException e) {
      return Math.max(exitCode, errors.report(e));
    }
  }

  /**
   * Java has replaced such characters before anybody could see them; no id must be made of that.
   */
  private static boolean isGarbled(String... args) {
    return !NATIVE_ENCODING.equalsIgnoreCase("UTF-8")
        && Arrays.stream(args).anyMatch(arg -> arg.indexOf('\uFFFD') >= 0);
  }
}
