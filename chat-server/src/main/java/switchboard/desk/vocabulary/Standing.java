package switchboard.desk.vocabulary;

import java.util.List;

/// What the plan gave a conversation when it entered the desk; fixed from then on, whatever becomes of the catalogue.
///
/// @param tier the tier's name, "Elite"
/// @param rank higher goes first among equals
/// @param headStartMs how much earlier than its arrival the chat counts as having come
/// @param targetMs wait within which it should be answered
/// @param chatOnly whether the plan grants no tickets: then only staff turn a chat into one
/// @param rights what else the plan grants, a short line each, for the agent
/// @param vip whether a supervisor has marked its customer: each of their chats has the largest head start
public record Standing(
    String tier,
    int rank,
    long headStartMs,
    long targetMs,
    boolean chatOnly,
    List<String> rights,
    boolean vip) {
  public Standing {
    rights = List.copyOf(rights);
  }

  public Standing(
      String tier,
      int rank,
      long headStartMs,
      long targetMs,
      boolean chatOnly,
      List<String> rights) {
    this(tier, rank, headStartMs, targetMs, chatOnly, rights, false);
  }

  public Standing withHeadStart(long nextMs) {
    return new Standing(tier, rank, nextMs, targetMs, chatOnly, rights, vip);
  }

  public Standing withVip(boolean next) {
    return new Standing(tier, rank, headStartMs, targetMs, chatOnly, rights, next);
  }
}
