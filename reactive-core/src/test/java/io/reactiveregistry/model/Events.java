package io.reactiveregistry.model;

import io.reactiveregistry.TemplateSpec;
import java.util.List;
import reactor.core.Disposable;

/** What happens beside the calls. */
final class Events {

  private Events() {}

  record Reopen() implements Command {

    @Override
    public void run(Session session) {
      session.reopen(() -> {});
      session.requireAll();
    }
  }

  record OpenAnotherHandle() implements Command {

    @Override
    public void run(Session session) {
      session.openAnotherHandle();
    }
  }

  record CloseAnotherHandle() implements Command {

    @Override
    public void run(Session session) {
      session.closeAnotherHandle();
    }
  }

  record AnotherProgramSaves(Draft draft) implements Command {

    @Override
    public void run(Session session) {
      session.reopen(() -> session.store().saveByAnother(draft.spec()));
      session.model().saveByAnother(draft.spec());
      session.requireAll();
    }
  }

  record AnotherProgramDeletes(String id) implements Command {

    @Override
    public void run(Session session) {
      TemplateSpec spec = session.model().find(id);
      if (spec != null) {
        session.reopen(() -> session.store().deleteByAnother(spec));
        session.model().deleteByAnother(id);
        session.requireAll();
      }
    }
  }

  /** Whether the write began before it was cancelled, only the registry knows. */
  record SaveAndCancel(Draft draft) implements Command {

    @Override
    public void run(Session session) {
      Disposable save = session.registry().save(draft.spec()).subscribe();
      save.dispose();
      // Answered after the write, if there is one.
      session.registry().saveBatch(List.of()).block(Answer.TIMEOUT);
      if (session.hasANewRevision()) {
        session.model().save(List.of(draft.spec()));
      }
      new Reads.Load(draft.id()).run(session);
      new Reads.ListVersions(draft.id()).run(session);
    }
  }
}
