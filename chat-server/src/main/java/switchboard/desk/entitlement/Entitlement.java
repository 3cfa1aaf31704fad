package switchboard.desk.entitlement;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import switchboard.desk.calendar.Hours;

/// What a request gets: the best, right by right, of what the site's plan and the organization's package grant.
///
/// @param chatHours live chat is open when any of them is; in order of name
/// @param downtime whether a downtime ticket may be filed
/// @param onCall in order, the quickest first
/// @param phone null for no calls
public record Entitlement(
    Tier tier,
    List<Hours> chatHours,
    TicketRouting tickets,
    boolean expeditedByEmail,
    boolean downtime,
    List<OnCall> onCall,
    @Nullable Phone phone,
    boolean emergencyLine,
    boolean onboarding) {
  public Entitlement {
    chatHours = chatHours.stream().sorted().distinct().toList();
    onCall = onCall.stream().sorted().distinct().toList();
  }

  /// The better of both, right by right. Order and repetition make no difference, and it is never less than either.
  public Entitlement best(Entitlement other) {
    return new Entitlement(
        tier.rank() >= other.tier.rank() ? tier : other.tier,
        both(chatHours, other.chatHours),
        tickets.compareTo(other.tickets) >= 0 ? tickets : other.tickets,
        expeditedByEmail || other.expeditedByEmail,
        downtime || other.downtime,
        both(onCall, other.onCall),
        phone == null ? other.phone : other.phone == null ? phone : phone.best(other.phone),
        emergencyLine || other.emergencyLine,
        onboarding || other.onboarding);
  }

  private static <T> List<T> both(List<T> some, List<T> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }

  public boolean chatIsOpen(Instant at) {
    return chatHours.stream().anyMatch(hours -> hours.isOpen(at));
  }

  /// Time within which an issue is escalated when it is reported now; empty when nobody may be paged for it now.
  public Optional<Duration> escalation(String issue, Instant at) {
    return onCall.stream()
        .filter(grant -> grant.issues().contains(issue) && grant.hours().isOpen(at))
        .map(OnCall::escalation)
        .findFirst();
  }

  /// What is granted beside chat, one short line each, for the agent.
  public List<String> rights() {
    List<String> lines = new ArrayList<>();
    if (tickets != TicketRouting.NONE) {
      lines.add(Wording.tickets(tickets, tier));
    }
    if (expeditedByEmail) {
      lines.add("Expedited tickets by e-mail");
    }
    if (downtime) {
      lines.add("Downtime tickets");
    }
    onCall.forEach(grant -> lines.add(Wording.onCall(grant)));
    if (phone != null) {
      lines.add(Wording.phone(phone));
    }
    if (emergencyLine) {
      lines.add("Emergency phone line");
    }
    if (onboarding) {
      lines.add("Onboarding and training sessions");
    }
    return List.copyOf(lines);
  }
}
