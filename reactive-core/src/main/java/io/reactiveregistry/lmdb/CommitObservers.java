package io.reactiveregistry.lmdb;

import io.reactiveregistry.CommitObserver;
import io.reactiveregistry.TemplateChange;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import reactor.core.Disposable;
import reactor.core.Disposables;

/** Those who are told of each write of this process before it completes. */
final class CommitObservers {

  private final CopyOnWriteArrayList<Registration> registrations = new CopyOnWriteArrayList<>();

  Disposable add(CommitObserver observer) {
    Registration registration = new Registration(observer);
    registrations.add(registration);
    return Disposables.composite(() -> registrations.remove(registration));
  }

  void tell(List<TemplateChange> changes) {
    if (changes.isEmpty()) {
      return;
    }
    for (Registration registration : registrations) {
      try {
        registration.observer.committed(changes);
      } catch (Throwable e) { // the write is committed all the same
        Threads.report(e);
      }
    }
  }

  /** One registration, so that an observer may be registered twice. */
  private static final class Registration {

    private final CommitObserver observer;

    Registration(CommitObserver observer) {
      this.observer = observer;
    }
  }
}
