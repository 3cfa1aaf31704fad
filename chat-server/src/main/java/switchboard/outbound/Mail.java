package switchboard.outbound;

import java.util.List;

/// A mail in plain text.
///
/// @param id what tells a repeat: the part of its `Message-ID` before the `@`
public record Mail(String id, List<String> to, String subject, String text) {
  public Mail {
    to = List.copyOf(to);
  }
}
