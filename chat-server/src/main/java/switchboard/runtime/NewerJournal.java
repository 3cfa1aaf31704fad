package switchboard.runtime;

/// A newer version of the program wrote what this one cannot read. It is nobody's fault and does not pass: this node leaves, the newer ones
/// serve. The message is a sentence for the operator.
public final class NewerJournal extends RuntimeException {
  public NewerJournal(String found) {
    super(
        "%s, and this program reads up to format %d: start the newer version of Switchboard here, too"
            .formatted(found, EventCodec.FORMAT));
  }
}
