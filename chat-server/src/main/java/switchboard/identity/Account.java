package switchboard.identity;

/// A member of the staff.
///
/// @param id never changes, and is the agent's name in the journal
/// @param disabled may not sign in
/// @param passwordHash in the PHC string format
/// @param credentialsVersion grows whenever sessions begun before must end
public record Account(
    String id, Profile profile, boolean disabled, String passwordHash, int credentialsVersion) {

  /// Without the hash, so that it never reaches a log.
  @Override
  public String toString() {
    return "account %s (%s)%s".formatted(id, profile.login(), disabled ? ", disabled" : "");
  }
}
