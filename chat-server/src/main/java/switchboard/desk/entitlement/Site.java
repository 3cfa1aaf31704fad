package switchboard.desk.entitlement;

/// What entitlement depends on, of the site that a request is about.
///
/// @param plan as the host names it, in any letter case; may be unknown to the catalogue
public record Site(String plan, boolean paying, boolean launched) {}
