package switchboard.desk.reporting;

/// What one agent did in a period, or all together.
///
/// @param name the agent's, as known now; empty for all together
/// @param handled handlings that began in it
/// @param passedOn of these, those that ended by hand: to another agent or a queue
/// @param declined offers
/// @param missed offers that they let expire
public record AgentWork(String name, long handled, long passedOn, long declined, long missed) {
  public static final AgentWork NONE = new AgentWork("", 0, 0, 0, 0);

  public AgentWork plus(AgentWork more) {
    return new AgentWork(
        name,
        handled + more.handled,
        passedOn + more.passedOn,
        declined + more.declined,
        missed + more.missed);
  }
}
