package io.reactiveregistry.spring.boot;

import io.reactiveregistry.error.DamagedStoreException;
import io.reactiveregistry.error.MapFullException;
import io.reactiveregistry.error.NotAStoreException;
import io.reactiveregistry.error.PermissionDeniedException;
import io.reactiveregistry.error.RegistryException;
import io.reactiveregistry.error.StoreFullException;
import io.reactiveregistry.error.StoreInUseException;
import io.reactiveregistry.error.UnsupportedFileSystemException;
import io.reactiveregistry.error.UnsupportedFormatException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says which property to change when the registry keeps an application from starting. */
final class StartFailureAnalyzer extends AbstractFailureAnalyzer<RegistryException> {

  private static final Map<Class<? extends RegistryException>, String> ACTIONS =
      new LinkedHashMap<>();

  static {
    ACTIONS.put(
        StoreInUseException.class,
        "Give every user of this store in this process the same reactive-registry.* properties, or another reactive-registry.path.");
    ACTIONS.put(
        NotAStoreException.class,
        "Set reactive-registry.path to the directory of a store, or to one that is empty or does not exist yet.");
    ACTIONS.put(
        PermissionDeniedException.class,
        "Let the user of this process read and write the directory, or set reactive-registry.read-only=true.");
    ACTIONS.put(
        DamagedStoreException.class,
        "Examine the store with 'registry check', then repair it with 'registry repair', take a backup, or save what is readable with 'registry salvage'.");
    ACTIONS.put(
        UnsupportedFormatException.class,
        "Use the release of Reactive Registry that has written the store, or a later one.");
    ACTIONS.put(
        UnsupportedFileSystemException.class,
        "Set reactive-registry.path to a directory of a local disk; reactive-registry.allow-network-file-system=true takes the risk when only one machine uses the store.");
    ACTIONS.put(
        MapFullException.class, "Raise reactive-registry.max-map-size, or delete templates.");
    ACTIONS.put(StoreFullException.class, "Free space on the disk of reactive-registry.path.");
  }

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, RegistryException cause) {
    return new FailureAnalysis(cause.getMessage(), action(cause), cause);
  }

  private static String action(RegistryException cause) {
    if (cause instanceof StoreInUseException inUse && inUse.option() == null) {
      return "Do as the message says, or set another reactive-registry.path.";
    }
    return ACTIONS.getOrDefault(
        cause.getClass(),
        "Correct what the message names; see the reactive-registry.* properties.");
  }
}
