package switchboard.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who the customer is and what the plan grants, as the host vouched for it.
///
/// @param tier the tier's name, "Elite"
/// @param chatOnly whether the plan grants no tickets: then only staff turn a chat into one
/// @param rights what the plan grants beside chat, each as one short line for the agent
/// @param vip staff only: each of the customer's chats goes ahead; absent when not
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CustomerView(
    String id,
    String name,
    String email,
    String organization,
    @Nullable String organizationPackage,
    @Nullable String site,
    @Nullable String sitePlan,
    List<String> environments,
    String tier,
    int tierRank,
    int targetSeconds,
    boolean chatOnly,
    List<String> rights,
    @Nullable Boolean vip) {

  CustomerView withVip(boolean next) {
    return new CustomerView(
        id, name, email, organization, organizationPackage, site, sitePlan, environments, tier,
        tierRank, targetSeconds, chatOnly, rights, next ? true : null);
  }
}
