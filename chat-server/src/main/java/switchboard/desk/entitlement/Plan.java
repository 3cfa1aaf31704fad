package switchboard.desk.entitlement;

import java.util.List;
import org.jspecify.annotations.Nullable;
import switchboard.desk.calendar.Hours;

/// What is bought for a site (a plan) or for an organization (a package), and what it grants.
///
/// @param chatHours live chat is open when any of them is; empty for no live chat
/// @param phone null for no calls
public record Plan(
    String name,
    Tier tier,
    List<Hours> chatHours,
    TicketRouting tickets,
    When expeditedByEmail,
    When downtime,
    List<OnCall> onCall,
    @Nullable Phone phone,
    When emergencyLine,
    When onboarding) {
  public Plan {
    chatHours = List.copyOf(chatHours);
    onCall = List.copyOf(onCall);
  }

  /// @param site that the request is about, null for none
  Entitlement grantTo(@Nullable Site site) {
    return new Entitlement(
        tier,
        chatHours,
        tickets,
        expeditedByEmail.holds(site),
        downtime.holds(site),
        onCall,
        phone,
        emergencyLine.holds(site),
        onboarding.holds(site));
  }
}
