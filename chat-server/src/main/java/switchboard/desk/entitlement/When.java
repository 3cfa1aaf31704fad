package switchboard.desk.entitlement;

import org.jspecify.annotations.Nullable;

/// On what a right depends. Without a site, a right that depends on one is not granted.
public enum When {
  NEVER,
  /// Once the site is paid for.
  PAYING,
  /// Once the site has launched.
  LAUNCHED,
  ALWAYS;

  boolean holds(@Nullable Site site) {
    return switch (this) {
      case NEVER -> false;
      case PAYING -> site != null && site.paying();
      case LAUNCHED -> site != null && site.launched();
      case ALWAYS -> true;
    };
  }
}
