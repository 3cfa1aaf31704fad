package switchboard.runtime;

class MemoryJournalTest extends JournalContract {
  @Override
  protected Journal empty() {
    return new MemoryJournal();
  }

  @Override
  protected Journal sameStorage(Journal journal) {
    return journal;
  }
}
